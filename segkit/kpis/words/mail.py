"""What is divided by what in the indicators of e-mail."""

DELIVERED = {
    "message": "messages that arrived / messages sent",
    "customer": "customers whom a message reached / customers to whom one was sent",
}
BOUNCED = {
    "message": "messages that came back / messages sent",
    "customer": "customers from whom a message came back / customers to whom one was "
    "sent",
}
OPENED = {
    "message": "messages opened (once each; a click is an opening) / messages "
    "delivered",
    "customer": "customers who opened one (a click is an opening) / customers to whom "
    "one was delivered",
}
MACHINE = {
    "keep": "openings by mail programs counted too",
    "drop": "openings in the first 60 seconds not counted, unless clicked",
    "leave_out": "messages opened in the first 60 seconds left out on both sides",
}
CLICKED = {
    "message": "messages clicked (once each) / messages delivered",
    "customer": "customers who clicked one / customers to whom one was delivered",
}
CLICKED_OF_OPENED = {
    "message": "messages clicked / messages opened (once each; a click is an opening)",
    "customer": "customers who clicked one / customers who opened one",
}
UNSUBSCRIBED = {
    "message": "messages answered by leaving the list / messages delivered",
    "customer": "customers who left the list / customers to whom one was delivered",
}
CONVERTED = {
    "message": "messages followed by a purchase / messages delivered",
    "customer": "customers who bought after one / customers to whom one was delivered",
}
