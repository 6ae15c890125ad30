"""Messages in English to people who buy for themselves: subject and text by purpose."""

GREETING = "Hello{% if first_name %} {{ first_name }}{% endif %},"
CLOSING = "Warm greetings\nEverybody at {{ shop }}{% if core %}\n{{ core }}{% endif %}"
FOOTER = (
    "You get this e-mail because you said yes to news from us. Enough of it? "
    "Unsubscribe here, no questions asked: {{ unsubscribe_link }}\n{{ sender_line }}"
)

EMAIL = {
    "welcome": (
        "Welcome{% if first_name %}, {{ first_name }}{% endif %}! Shall we start with "
        "{% if main_interest == 'garden' %}the garden"
        "{% elif main_interest == 'office' %}your desk"
        "{% elif main_interest == 'home' %}your living room{% else %}a cup of tea"
        "{% endif %}?",
        "It is good to have you with us.\n\n"
        "{% if main_interest == 'garden' %}You came for the garden. So here is what "
        "we would do this week: our month-by-month garden guide tells you in two "
        "minutes.{% elif main_interest == 'office' %}You came for the office. A good "
        "place to start: how to set up a desk so that your back says thank you in the "
        "evening.{% elif main_interest == 'home' %}You came for the home. Many of our "
        "customers begin with one corner and a good lamp; we show you five of theirs."
        "{% else %}Home, garden or office: tell us with one click what brings you "
        "here, and we will write about that and leave out the rest.{% endif %}\n\n"
        "Have a look: {{ shop_link }}",
    ),
    "tips": (
        "Three minutes with your {{ product | or('new find') }}",
        "Your {{ product | or('order') }} should be with you by now. We hope that it "
        "makes you smile.\n\n"
        "{% if tip %}One thing that people tell us they wish they had known earlier: "
        "{{ tip }}\n\n"
        "{% endif %}More tips, and how to look after it so that it lasts: "
        "{{ tips_link }}\n\n"
        "Is anything not as it should be? Just answer this e-mail. A person reads it.",
    ),
    "related": (
        "It goes well with your {{ product | or('last order') }}",
        "People who chose {% if product %}the {{ product }}{% else %}the same as you"
        "{% endif %} often came back for {{ related_product }}. We think that we know "
        "why: the two belong together.\n\n"
        "See for yourself: {{ related_link }}\n\n"
        "And if one was all you needed, that is fine too. Enjoy it.",
    ),
    "review": (
        "How is your {{ product | or('order') }} doing?",
        "A month ago {% if product %}the {{ product }}{% else %}something of ours"
        "{% endif %} came to live with you. By now you know it better than we do.\n\n"
        "Would you tell others what it is like? Two sentences are plenty, and the "
        "honest ones help most: {{ review_link }}\n\n"
        "Thank you. We read every single one.",
    ),
    "offer": (
        "{{ discount_rate | percent }} off until {{ deadline | day }}"
        "{% if first_name %}, {{ first_name }}{% endif %}",
        "Until {{ deadline | day }} everything {% if main_interest == 'garden' %}for "
        "the garden{% elif main_interest == 'office' %}for the office"
        "{% elif main_interest == 'home' %}for the home{% else %}in our shop"
        "{% endif %} is {{ discount_rate | percent }} cheaper for you.\n\n"
        "You need no code: {{ offer_link }}\n\n"
        "The offer ends when we say it does. On the day after, prices are as before.",
    ),
    "early access": (
        "You may look first: {{ news }}",
        "On {{ opens_on | day }} we show {{ news }} to everybody. You can see it "
        "today.\n\n"
        "{% if n_orders is known and n_orders >= 3 %}That is our way of thanking you "
        "for {{ n_orders }} orders.\n\n"
        "{% endif %}Here is your door: {{ early_link }}\n\n"
        "Take your time. Nothing is sold out on the first morning.",
    ),
    "thanks": (
        "Thank you{% if first_name %}, {{ first_name }}{% endif %}. Just that.",
        "{% if n_orders is known and n_orders >= 2 %}{{ n_orders }} times you have "
        "chosen us{% else %}You have chosen us, and not somebody else{% endif %}. "
        "{% if member_since %}We have known each other since {{ member_since | day }}"
        ". {% endif %}A small shop notices that.\n\n"
        "There is nothing to buy in this e-mail. {% if gift %}With your next order "
        "you will find {{ gift }} in the box, because we felt like it.{% else %}We "
        "only wanted to say it once.{% endif %}",
    ),
    "win back": (
        "It has been a while{% if first_name %}, {{ first_name }}{% endif %}",
        "It has been a while, and we would like to see you again.\n\n"
        "{% if news %}New since your last visit: {{ news }}. {% endif %}"
        "{% if discount_rate %}And so that coming back is easy, your next order is "
        "{{ discount_rate | percent }} cheaper until {{ deadline | day }}: "
        "{{ offer_link }}{% else %}Come and have a look: {{ shop_link }}{% endif %}"
        "\n\n"
        "Did something go wrong last time? Tell us in one line. We would rather know.",
    ),
    "second purchase": (
        "The second time is the nicest",
        "Thank you for your first order{% if product %} ({{ product }}, a good choice)"
        "{% endif %}. Now you know how quickly we deliver and how well we pack.\n\n"
        "{% if related_product %}What most people choose next: {{ related_product }}. "
        "{% endif %}{% if discount_rate %}Until {{ deadline | day }} your second "
        "order is {{ discount_rate | percent }} cheaper.{% endif %}\n\n"
        "Have a look: {{ shop_link }}",
    ),
    "local": (
        "{{ town | or('Near you') }}: {{ event }} on {{ event_day | day }}",
        "On {{ event_day | day }} we are {% if town %}in {{ town }}{% else %}near you"
        "{% endif %}: {{ event }}.\n\n"
        "Come by, even if you only want to look. There is coffee, and somebody who "
        "can answer what no website can.\n\n"
        "Where and when: {{ event_link }}",
    ),
    "survey": (
        "May we ask you two questions?",
        "You know our shop better than most. So we ask you before we ask anybody else:"
        "\n\n"
        "1. What should we offer that you cannot find with us today?\n"
        "2. What nearly stopped you from buying with us?\n\n"
        "It takes two minutes: {{ survey_link }}\n\n"
        "We will write to you again and say what we did with your answers.",
    ),
    "frequency": (
        "How often would you like to hear from us?",
        "Some people like a line every week, others only want the big news. You "
        "decide:\n\n"
        "- every week\n- once a month, the best of it\n- big news only\n\n"
        "One click is enough: {{ preferences_link }}\n\n"
        "{% if preferred_frequency %}At the moment we write as you once chose: "
        "{{ preferred_frequency }}. {% endif %}You can change your mind at any time.",
    ),
    "news": (
        "{{ headline | cut(60) }}",
        "{% if n_orders is known and n_orders >= 3 %}As somebody who knows us well, "
        "you hear it first.{% elif n_orders is known and n_orders >= 1 %}A short "
        "note, so that you know what is new since your order.{% else %}You are just "
        "getting to know us, so here is the short version.{% endif %}\n\n"
        "{{ story }}\n\n"
        "Read on: {{ news_link }}",
    ),
}

SMS = {
    "offer": (
        "{{ shop }}: {{ discount_rate | percent }} off until {{ deadline | day }}. "
        "{{ short_link }} Stop: reply STOP"
    ),
    "early access": (
        "{{ shop }}: you may look first. {{ news }}, before everybody else: "
        "{{ short_link }} Stop: reply STOP"
    ),
    "win back": (
        "{{ shop }}: it has been a while! {{ discount_rate | percent }} off until "
        "{{ deadline | day }}: {{ short_link }} Stop: reply STOP"
    ),
    "local": (
        "{{ shop }}: {{ event }}, {{ event_day | day }}{% if town %}, {{ town }}"
        "{% endif %}. {{ short_link }} Stop: reply STOP"
    ),
}
