"""What variants, what to leave out, places and the cheat-sheet say to people."""

# Variants ----------------------------------------------------------------------------
AS_IT_IS = "as it is"
SAME, SMALL, ANOTHER = "the same", "small change", "another line"
EMPTY_LINE = "the subject line {name!r} is empty: write it, or leave it out"
TOO_LONG = "shorten it: phones cut it off"
CALM = "say it more calmly ({fault})"
VARIANTS = "{n} variants, against the line as it is."
TEST_THEM = (
    "Change little at first, draw by lot who gets which, and let the clicks of each "
    "segment decide: experiments.response_matrix reads the result."
)
KEY_TWICE = "row {row}: {key} has a message already: keep one"
IN_ROW = "row {row}: {error}"

# What to leave out -------------------------------------------------------------------
KEEP, LEAVE_OUT, TEST_IT = "keep", "leave out", "test it"
NOT_USED = "tested= names {strange}; the template uses {names}"
WORTH = "{n} pieces depend on the reader; {out} of them are better left out."
TOO_PERSONAL = {
    "sensitive": "it uses what the law protects",
    "delicate": "readers would wonder how you know",
}
FOR_FEW = "only {share:.1%} of the readers would read it"
FOR_ALL = "everybody reads the same: write it as plain words"
UNTESTED = "it can be said; whether it helps, only a test can tell"
HELPS = "it adds {low:.1f} to {high:.1f} points"
HARMS = "it costs: {low:.1f} to {high:.1f} points"
NOT_SHOWN = (
    "the test does not show that it helps ({low:+.1f} to {high:+.1f} points): the "
    "shorter message wins"
)

# Places ------------------------------------------------------------------------------
BOTH_TABLES = "rows and places both have {columns}: name each once"
PLACE_TWICE = "places has {places} more than once: keep one row a place"
NOTHING_THERE = "nothing happens in {place}"
NO_PLACE = "it is not known where they live"

# Cheat-sheet -------------------------------------------------------------------------
SHEET_TITLE = {
    "English": "E-mail for small shops, on one page",
    "French": "L'e-mail pour les petites boutiques, en une page",
}
SHEET = {
    "English": (
        (
            "Five steps",
            (
                "Choose one goal, and the number that will tell you.",
                "Collect what you already have: addresses, orders, answers.",
                "Make two or three groups, not dozens.",
                "Write a message for each: the same core, another first sentence.",
                "Look at the numbers by group, and change one thing.",
            ),
        ),
        (
            "Seven uses",
            (
                "After a purchase: tips, what goes with it, a review.",
                "Groups that update themselves.",
                "A welcome for each interest.",
                "Win back those who have not come for months.",
                "Ask your best customers two questions.",
                "Write about the town where they live.",
                "Let them choose how often you write.",
            ),
        ),
        (
            "Before you send",
            (
                "Did they say yes? Leave out everybody who did not.",
                "Does every name have a fallback?",
                "Is the subject shorter than {subject} characters, and calm?",
                "Can they unsubscribe, and see who you are and where?",
                "One thing to do, and only one?",
                "Would you say it to their face? If not, leave it out.",
            ),
        ),
        (
            "Before you discount",
            (
                "Everybody who buys gets it, also those who would have bought.",
                "At a margin of {margin}, a discount of {discount} needs "
                "{times} times as many buyers to earn the same.",
                "Hold out a group by lot: without it nobody knows.",
            ),
        ),
    ),
    "French": (
        (
            "Cinq étapes",
            (
                "Choisir un seul objectif, et le chiffre qui le dira.",
                "Réunir ce que l'on a déjà : adresses, commandes, réponses.",
                "Faire deux ou trois groupes, pas des dizaines.",
                "Écrire un message pour chacun : le même fond, une autre première "
                "phrase.",
                "Regarder les chiffres par groupe, et changer une chose.",
            ),
        ),
        (
            "Sept usages",
            (
                "Après un achat : conseils, ce qui va avec, avis.",
                "Des groupes qui se mettent à jour tout seuls.",
                "Une bienvenue pour chaque intérêt.",
                "Relancer ceux qui ne sont pas venus depuis des mois.",
                "Poser deux questions aux meilleurs clients.",
                "Parler de la ville où ils habitent.",
                "Les laisser choisir à quel rythme on leur écrit.",
            ),
        ),
        (
            "Avant d'envoyer",
            (
                "Ont-ils dit oui ? Retirer tous les autres.",
                "Chaque nom a-t-il un remplaçant quand il manque ?",
                "L'objet a-t-il moins de {subject} caractères, et reste-t-il calme ?",
                "Peut-on se désabonner, et voir qui écrit et d'où ?",
                "Une seule chose à faire ?",
                "Le diriez-vous en face ? Sinon, ne l'écrivez pas.",
            ),
        ),
        (
            "Avant une remise",
            (
                "Tous ceux qui achètent en profitent, même ceux qui seraient venus.",
                "Avec une marge de {margin}, une remise de {discount} demande "
                "{times} fois autant d'acheteurs pour gagner la même chose.",
                "Mettre de côté un groupe tiré au sort : sans lui, nul ne sait.",
            ),
        ),
    ),
}
NO_MARGIN_LEFT = (
    "a discount of {d:.0%} takes all of a margin of {m:.0%}: no number of buyers earns "
    "that back; choose a smaller one"
)
