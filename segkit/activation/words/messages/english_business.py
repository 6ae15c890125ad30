"""Messages in English to people who buy for a firm: subject and text by purpose."""

GREETING = "Hello{% if first_name %} {{ first_name }}{% endif %},"
CLOSING = (
    "Kind regards\n"
    "{% if contact_name %}{{ contact_name }}, {% endif %}{{ shop }}{% if core %}\n"
    "{{ core }}{% endif %}"
)
FOOTER = (
    "You receive this e-mail because you agreed to news from us. Unsubscribe: "
    "{{ unsubscribe_link }}\n{{ sender_line }}"
)

EMAIL = {
    "welcome": (
        "Your account with {{ shop }} is ready",
        "Thank you for opening an account{% if company_name %} for {{ company_name }}"
        "{% endif %}.\n\n"
        "Three things save time from the first order on: you can pay by invoice, save "
        "lists of what you order regularly, and have goods sent to several sites.\n\n"
        "{% if main_interest == 'office' %}As you equip offices, you may want our "
        "desk planner: number of places in, list and total out.\n\n"
        "{% endif %}Start here: {{ shop_link }}\n\n"
        "For a quote or a question, answer this e-mail.",
    ),
    "tips": (
        "Setting up your {{ product | or('order') }}: what saves time",
        "Your {{ product | or('order') }} should have arrived.\n\n"
        "{% if tip %}What our customers found useful: {{ tip }}\n\n"
        "{% endif %}Assembly, care and spare parts on one page: {{ tips_link }}\n\n"
        "If something is missing or damaged, answer this e-mail with a photograph, "
        "and we will replace it.",
    ),
    "related": (
        "Often ordered together with {{ product | or('your last order') }}",
        "Firms that ordered {% if product %}the {{ product }}{% else %}the same"
        "{% endif %} often ordered {{ related_product }} as well. In case it is of "
        "use to you: {{ related_link }}\n\n"
        "Ordered together, it comes in one delivery and on one invoice.",
    ),
    "review": (
        "{{ product | or('Your order') }} after a month: your view",
        "You have worked with {{ product | or('your order') }} for about a month.\n\n"
        "Would you share what you think of it? Two sentences help other buyers more "
        "than our brochure does: {{ review_link }}\n\n"
        "If it does not do its work, please tell us directly.",
    ),
    "offer": (
        "{{ discount_rate | percent }} off until {{ deadline | day }}",
        "On orders until {{ deadline | day }} you receive "
        "{{ discount_rate | percent }} off{% if company_name %}, for all sites of "
        "{{ company_name }}{% endif %}.\n\n"
        "The discount is taken off the invoice by itself: {{ offer_link }}\n\n"
        "You need a quote for your files? Answer this e-mail and you will have it "
        "tomorrow.",
    ),
    "early access": (
        "For your planning: {{ news }}",
        "From {{ opens_on | day }} we offer {{ news }}. As our customer you can order "
        "now, before the general sale.\n\n"
        "Data sheets and prices: {{ early_link }}\n\n"
        "We can hold quantities for you for two weeks, without obligation.",
    ),
    "thanks": (
        "Thank you for working with us",
        "{% if n_orders is known and n_orders >= 2 %}You have placed {{ n_orders }} "
        "orders with us{% else %}You have placed your trust in us{% endif %}"
        "{% if member_since %}, and we have known each other since "
        "{{ member_since | day }}{% endif %}. Thank you.\n\n"
        "What could we do better for you? One line in reply is enough, and it reaches "
        "those who decide.",
    ),
    "win back": (
        "Anything you need for the office?",
        "Your last order was a while ago.\n\n"
        "{% if news %}New since then: {{ news }}.\n\n"
        "{% endif %}{% if discount_rate %}On your next order until "
        "{{ deadline | day }} you receive {{ discount_rate | percent }} off: "
        "{{ offer_link }}{% else %}Your saved lists are still here: {{ shop_link }}"
        "{% endif %}\n\n"
        "If you buy elsewhere now, we would be glad to know why. It helps us, and "
        "takes you a minute.",
    ),
    "second purchase": (
        "Reordering takes two minutes",
        "Thank you for your first order{% if product %} ({{ product }}){% endif %}."
        "\n\n"
        "It is saved in your account, so that you can order it again with two clicks"
        "{% if related_product %}, or add {{ related_product }}, which goes with it"
        "{% endif %}.\n\n"
        "{% if discount_rate %}Until {{ deadline | day }} you receive "
        "{{ discount_rate | percent }} off your second order.\n\n"
        "{% endif %}Your account: {{ shop_link }}",
    ),
    "local": (
        "{{ event }}, {{ event_day | day }}{% if town %}, {{ town }}{% endif %}",
        "On {{ event_day | day }} you can meet us{% if town %} in {{ town }}"
        "{% else %} near you{% endif %}: {{ event }}.\n\n"
        "You can try what you would otherwise order from a picture, and take a quote "
        "with you.\n\n"
        "Place, times and registration: {{ event_link }}",
    ),
    "survey": (
        "Two questions about working with us",
        "We plan our range for next year and would like your view:\n\n"
        "1. What do you order elsewhere because we do not have it?\n"
        "2. What makes ordering from us harder than it should be?\n\n"
        "Two minutes: {{ survey_link }}\n\n"
        "You will hear from us what changes because of it.",
    ),
    "frequency": (
        "How often should we write to you?",
        "Your inbox is full enough. Choose what is useful for your work:\n\n"
        "- every week: prices and stock\n- once a month: what is new\n"
        "- big news only\n\n"
        "{{ preferences_link }}\n\n"
        "{% if preferred_frequency %}So far you have chosen: {{ preferred_frequency }}"
        ".{% endif %}",
    ),
    "news": (
        "{{ headline | cut(60) }}",
        "{% if n_orders is known and n_orders >= 3 %}In brief, for those who order "
        "regularly:{% else %}In brief:{% endif %}\n\n"
        "{{ story }}\n\n"
        "Details and data sheets: {{ news_link }}",
    ),
}

SMS = {
    "offer": (
        "{{ shop }}: {{ discount_rate | percent }} off until {{ deadline | day }}. "
        "{{ short_link }} Stop: reply STOP"
    ),
    "early access": (
        "{{ shop }}: {{ news }} can be ordered before the general sale: "
        "{{ short_link }} Stop: reply STOP"
    ),
    "win back": (
        "{{ shop }}: {{ discount_rate | percent }} off until {{ deadline | day }}. "
        "{{ short_link }} Stop: reply STOP"
    ),
    "local": (
        "{{ shop }}: {{ event }}, {{ event_day | day }}{% if town %}, {{ town }}"
        "{% endif %}. {{ short_link }} Stop: reply STOP"
    ),
}
