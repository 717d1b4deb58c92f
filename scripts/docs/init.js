// Signed in by cookie, a change needs this header: only pages of ours can set it.
const requestInterceptor = (request) => {
	request.headers["X-ClickClack-CSRF"] = "1";
	return request;
};
SwaggerUIBundle({ url: "/api/openapi.json", dom_id: "#swagger-ui", deepLinking: true, requestInterceptor });
