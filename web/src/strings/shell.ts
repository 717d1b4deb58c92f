export const skipToConversation = "Skip to the conversation";
export const resizePane = "Resize the pane";
