"""Messages in French to people who buy for a firm: subject and text by purpose."""

GREETING = "Bonjour{% if first_name %} {{ first_name }}{% endif %},"
CLOSING = (
    "Bien cordialement,\n"
    "{% if contact_name %}{{ contact_name }}, {% endif %}{{ shop }}{% if core %}\n"
    "{{ core }}{% endif %}"
)
FOOTER = (
    "Vous recevez cet e-mail parce que vous avez accepté nos informations. Se "
    "désabonner : {{ unsubscribe_link }}\n{{ sender_line }}"
)

EMAIL = {
    "welcome": (
        "Votre compte chez {{ shop }} est prêt",
        "Merci d'avoir ouvert un compte{% if company_name %} pour {{ company_name }}"
        "{% endif %}.\n\n"
        "Trois choses vous feront gagner du temps dès la première commande : le "
        "paiement sur facture, les listes enregistrées pour ce que vous commandez "
        "souvent, et la livraison sur plusieurs sites.\n\n"
        "{% if main_interest == 'office' %}Si vous équipez des bureaux, notre outil "
        "part du nombre de postes et vous rend la liste et le total.\n\n"
        "{% endif %}Pour commencer : {{ shop_link }}\n\n"
        "Un devis, une question ? Répondez simplement à cet e-mail.",
    ),
    "tips": (
        "{% if product %}Votre {{ product }}{% else %}Votre commande{% endif %} : ce "
        "qui fait gagner du temps",
        "{% if product %}Votre {{ product }}{% else %}Votre commande{% endif %} doit "
        "maintenant se trouver chez vous.\n\n"
        "{% if tip %}Ce que nos clients ont trouvé utile : {{ tip }}\n\n"
        "{% endif %}Montage, entretien et pièces de rechange, sur une seule page : "
        "{{ tips_link }}\n\n"
        "S'il manque quelque chose, répondez à cet e-mail avec une photo, et nous "
        "ferons le remplacement.",
    ),
    "related": (
        "Souvent commandé avec {% if product %}votre {{ product }}{% else %}ce que "
        "vous avez choisi{% endif %}",
        "Les entreprises qui ont commandé {{ product | or('la même chose') }} "
        "commandent souvent aussi : {{ related_product }}. Au cas où cela vous serait "
        "utile : {{ related_link }}\n\n"
        "Le tout arrive en une seule livraison, avec une seule facture.",
    ),
    "review": (
        "{% if product %}Votre {{ product }}{% else %}Votre commande{% endif %}, un "
        "mois après : votre avis",
        "Vous travaillez depuis un mois environ avec {% if product %}votre "
        "{{ product }}{% else %}nos articles{% endif %}.\n\n"
        "Qu'en pensez-vous ? Deux phrases aident les autres acheteurs plus que notre "
        "catalogue : {{ review_link }}\n\n"
        "Et si quelque chose ne convient pas, dites-le-nous directement.",
    ),
    "offer": (
        "{{ discount_rate | percent }} de remise jusqu'au {{ deadline | day }}",
        "Pour toute commande jusqu'au {{ deadline | day }}, vous bénéficiez de "
        "{{ discount_rate | percent }} de remise{% if company_name %}, pour tous les "
        "sites de {{ company_name }}{% endif %}.\n\n"
        "Elle est déduite d'elle-même de la facture : {{ offer_link }}\n\n"
        "Il vous faut un devis pour votre dossier ? Répondez à cet e-mail, vous "
        "l'aurez demain.",
    ),
    "early access": (
        "Pour votre planning : {{ news }}",
        "À partir du {{ opens_on | day }}, nous proposons {{ news }}. En tant que "
        "client, vous pouvez commander dès maintenant, avant l'ouverture générale.\n\n"
        "Fiches techniques et prix : {{ early_link }}\n\n"
        "Nous pouvons vous réserver des quantités pendant deux semaines, sans "
        "engagement.",
    ),
    "thanks": (
        "Merci de travailler avec nous",
        "{% if n_orders is known and n_orders >= 2 %}Vous nous avez confié "
        "{{ n_orders }} commandes{% else %}Vous nous avez fait confiance{% endif %}"
        "{% if member_since %}, et nous nous connaissons depuis le "
        "{{ member_since | day }}{% endif %}. Merci.\n\n"
        "Que pourrions-nous mieux faire pour vous ? Une ligne en réponse suffit, et "
        "elle arrive chez ceux qui décident.",
    ),
    "win back": (
        "De quoi avez-vous besoin au bureau ?",
        "Votre dernière commande remonte à quelque temps.\n\n"
        "{% if news %}Nouveau depuis : {{ news }}.\n\n"
        "{% endif %}{% if discount_rate %}Sur votre prochaine commande, jusqu'au "
        "{{ deadline | day }}, vous bénéficiez de {{ discount_rate | percent }} de "
        "remise : {{ offer_link }}{% else %}Vos listes enregistrées sont toujours là "
        ": {{ shop_link }}{% endif %}\n\n"
        "Si vous achetez ailleurs désormais, dites-nous pourquoi. Cela vous prend une "
        "minute et nous aide beaucoup.",
    ),
    "second purchase": (
        "Recommander prend deux minutes",
        "Merci de votre première commande{% if product %} ({{ product }}){% endif %}."
        "\n\n"
        "Elle est enregistrée dans votre compte : deux clics suffisent pour la "
        "repasser{% if related_product %} ou pour y ajouter ce qui va avec : "
        "{{ related_product }}{% endif %}.\n\n"
        "{% if discount_rate %}Jusqu'au {{ deadline | day }}, vous bénéficiez de "
        "{{ discount_rate | percent }} de remise.\n\n"
        "{% endif %}Votre compte : {{ shop_link }}",
    ),
    "local": (
        "{{ event }}, le {{ event_day | day }}{% if town %}, à {{ town }}{% endif %}",
        "Le {{ event_day | day }}, vous pouvez nous rencontrer{% if town %} à "
        "{{ town }}{% else %} près de chez vous{% endif %} : {{ event }}.\n\n"
        "Vous y essayez ce que l'on commande d'habitude sur photo, et vous repartez "
        "avec un devis.\n\n"
        "Lieu, horaires et inscription : {{ event_link }}",
    ),
    "survey": (
        "Deux questions sur notre travail avec vous",
        "Nous préparons notre gamme de l'année prochaine et aimerions votre avis :\n\n"
        "1. Que commandez-vous ailleurs parce que nous ne l'avons pas ?\n"
        "2. Qu'est-ce qui rend la commande chez nous plus difficile qu'il ne faudrait "
        "?\n\n"
        "Deux minutes : {{ survey_link }}\n\n"
        "Nous vous dirons ce que cela aura changé.",
    ),
    "frequency": (
        "À quel rythme devons-nous vous écrire ?",
        "Votre boîte de réception est bien assez pleine. Choisissez ce qui sert à "
        "votre travail :\n\n"
        "- chaque semaine : prix et stocks\n- une fois par mois : les nouveautés\n"
        "- les grandes nouvelles seulement\n\n"
        "{{ preferences_link }}",
    ),
    "news": (
        "{{ headline | cut(60) }}",
        "{% if n_orders is known and n_orders >= 3 %}En bref, pour ceux qui "
        "commandent régulièrement :{% else %}En bref :{% endif %}\n\n"
        "{{ story }}\n\n"
        "Détails et fiches techniques : {{ news_link }}",
    ),
}

SMS = {
    "offer": (
        "{{ shop }}: {{ discount_rate | percent }} de remise jusqu'au "
        "{{ deadline | day }}. {{ short_link }} STOP au {{ stop_number }}"
    ),
    "early access": (
        "{{ shop }}: commandez avant l'ouverture: {{ news }}. {{ short_link }} STOP "
        "au {{ stop_number }}"
    ),
    "win back": (
        "{{ shop }}: {{ discount_rate | percent }} de remise jusqu'au "
        "{{ deadline | day }}. {{ short_link }} STOP au {{ stop_number }}"
    ),
    "local": (
        "{{ shop }}: {{ event }}, le {{ event_day | day }}{% if town %}, {{ town }}"
        "{% endif %}. {{ short_link }} STOP au {{ stop_number }}"
    ),
}
