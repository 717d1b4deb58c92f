// With a cookie a change needs this header, which only our own pages can set.
const requestInterceptor = (request) => {
	request.headers["X-ClickClack-CSRF"] = "1";
	return request;
};
SwaggerUIBundle({
	url: "/api/openapi.json",
	dom_id: "#swagger-ui",
	deepLinking: true,
	// with more than 122 operations open at once, it draws the first two groups only (swagger-ui 5.35, 2026-12-01)
	docExpansion: "none",
	requestInterceptor,
});
