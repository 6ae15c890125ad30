"""Subject lines, in English and in French."""

from __future__ import annotations

# For each campaign a line about its theme.
THEMES = (
    ("A place for everything, even the cables",
     "Une place pour chaque chose, même pour les câbles"),
    ("Three tools to sharpen before the first digging",
     "Trois outils à affûter avant le premier coup de bêche"),
    ("Your desk in ten minutes", "Votre bureau rangé en dix minutes"),
    ("15 % off sheets that stay cool",
     "15 % de remise sur des draps qui restent frais"),
    ("Ten minutes of watering a week: the garden for full days",
     "Dix minutes d'arrosage par semaine : le jardin des journées pleines"),
    ("Lamps for long dinners outside, 15 % off",
     "Des lampes pour les longs dîners dehors, 15 % de remise"),
    ("20 % off boxes: make room for the holidays",
     "20 % de remise sur les boîtes : faites de la place aux vacances"),
    ("Pens that survive September", "Des stylos qui survivront à septembre"),
    ("The potter behind the blue vase", "La potière derrière le vase bleu"),
    ("Your kitchen misses you: 10 % off",
     "Votre cuisine s'ennuie de vous : 10 % de remise"),
    ("Five corners of a room that want a lamp",
     "Cinq coins d'une pièce qui réclament une lampe"),
    ("A present for whoever shares your office, 10 % off",
     "Un cadeau pour votre voisin de bureau, 10 % de remise"),
    ("It has been a while: 15 % off your next order",
     "Cela fait longtemps : 15 % de remise sur votre prochaine commande"),
    ("How a notebook is sewn", "Comment on coud un carnet"),
    ("A sharp edge: shears that cut in one go",
     "Un tranchant net : le sécateur qui coupe du premier coup"),
    ("Spring cleaning, 15 % off baskets",
     "Grand ménage : 15 % de remise sur les paniers"),
    ("Spades and hoses: 15 % off for five days",
     "Bêches et tuyaux : 15 % de remise pendant cinq jours"),
    ("Warm nights, light covers: 15 % off",
     "Nuits chaudes, draps légers : 15 % de remise"),
    ("20 % off everything that holds something",
     "20 % de remise sur tout ce qui range quelque chose"),
    ("For you who come back: 10 % off paper",
     "Pour vous qui revenez : 10 % de remise sur le papier"),
    ("Rust, plum, moss: rooms for October",
     "Rouille, prune, mousse : des pièces pour octobre"),
    ("A card for the dark months, and 10 % off what makes them bright",
     "Une carte pour les mois sombres, et 10 % de remise pour les éclairer"),
    ("A tidy desk by Thursday: 10 % off",
     "Un bureau net dès jeudi : 10 % de remise"),
    ("Last presents: lamps that need no size",
     "Derniers cadeaux : des lampes, sans question de taille"),
)  # fmt: skip
DULL = (
    ("Newsletter no. {number}", "Lettre d'information n° {number}"),
    ("What is new at the shop", "Les nouveautés de la boutique"),
    ("News from the shop, issue {number}", "Nouvelles de la boutique, numéro {number}"),
    ("Our letter to customers", "Notre lettre aux clients"),
)
PROOFS = (
    ("Customers give it 4.6 of 5", "Noté 4,6 sur 5 par nos clients"),
    ("In two thousand homes already", "Déjà dans deux mille foyers"),
    ("Customers came back for it", "Nos clients sont revenus pour cela"),
)
DEADLINES = ("until {en}", "jusqu'au {fr}")
MONTHS = (
    ("January", "janvier"), ("February", "février"), ("March", "mars"),
    ("April", "avril"), ("May", "mai"), ("June", "juin"), ("July", "juillet"),
    ("August", "août"), ("September", "septembre"), ("October", "octobre"),
    ("November", "novembre"), ("December", "décembre"),
)  # fmt: skip
# The campaign that tries three lines: a dull one, one for those without time, one for
# those who want to know more.
ENTHUSIAST = (
    "Grafting and layering: the next step for people who garden",
    "Greffer et marcotter : l'étape suivante pour qui jardine déjà",
)
