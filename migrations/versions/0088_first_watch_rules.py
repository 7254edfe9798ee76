"""The first rules by which fraud is recognised: data alone.

Phrases: words, ``word*`` for whatever begins so, ``…`` for up to three words between.
"""

import uuid
from datetime import UTC, datetime

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0088"
down_revision = "0087"
branch_labels = None
depends_on = None

MOMENT = datetime.now(UTC)
JOB = (
    "Nous lisons d’abord les messages qui proposent un emploi ou une EIMT contre de l’argent : vendre une offre d’emploi est interdit.",
    "We first read messages that offer a job or an LMIA for money: selling a job offer is forbidden.",
)
GUARANTEE = (
    "Nous lisons d’abord les messages qui promettent un résultat : personne ne peut garantir un visa.",
    "We first read messages that promise a result: nobody can guarantee a visa.",
)
INFLUENCE = (
    "Nous lisons d’abord les messages qui parlent de relations dans une administration ou qui mènent à une adresse qui ressemble à la sienne.",
    "We first read messages that speak of contacts inside an authority, or lead to an address that looks like one of theirs.",
)
OFFER = (
    "Nous lisons d’abord les messages qui proposent un service avec un contact ou un prix : seuls les professionnels vérifiés proposent leurs services ici, dans l’annuaire.",
    "We first read messages that offer a service with a contact or a price: only verified professionals offer their services here, in the directory.",
)
MONEY = (
    "Nous lisons d’abord les messages qui demandent un paiement.",
    "We first read messages that ask for a payment.",
)
CONTACT = (
    "Les échanges restent ici : nous masquons les coordonnées.",
    "Conversations stay here: we mask contact details.",
)
# slug, signal, messages, phrases
SEEDS = (
    (
        "job-sale",
        "job_sale",
        JOB,
        """eimt … vendre|eimt … disponible*|vend* … eimt|eimt … vente|eimt … prix|eimt garanti*|lmia … available|lmia for sale
sell* … lmia|lmia … sale|buy … lmia|lmia … price|lmia guaranteed|lmia + pr|lmia ready|lmia approved … available|positive lmia … available
offre d emploi contre|offre d emploi … vendre|offre d emploi garanti*|job offer … sale|job offer + pr|guaranteed job offer|job offer guaranteed|job offer for a fee
contrat … travail … vendre|contrat … travail garanti*|permis … travail … vendre|work permit … sale|employeur* … prêts … eimt|poste* … eimt … inclus*|lmia included|eimt inclus*|eimt comprise""",
    ),
    (
        "guarantee",
        "guarantee",
        GUARANTEE,
        """visa garanti*|visas garanti*|garanti* 100|100 % garanti*|100 garanti*|résultat* garanti*|approbation garanti*|acceptation garanti*|admission garanti*
guaranteed visa|visa guaranteed|visa … guaranteed|guaranteed approval|approval guaranteed|100 guaranteed|100 % guaranteed|guaranteed admission|guaranteed pr|pr guaranteed|guaranteed result*|success guaranteed|100 % success|100 success
sans refus|aucun refus|zéro refus|jamais de refus|sans risque de refus|no refusal|zero refusal|never refused|no rejection|100 % approval|100 approval|100 % de réussite|100 de réussite|taux de réussite de 100
sans ielts|sans tef|sans tcf|sans test de langue|no ielts|without ielts|no tef|no language test|délai garanti*|délais garanti*|visa en 7 jours|visa en 10 jours|visa en 15 jours|visa in 7 days|visa in 10 days|visa in 15 days|visa … sans … diplôme
résidence permanente garanti*|rp garanti*|permis garanti*|dossier … accepté … coup sûr|remboursé … refus*|money back if refused""",
    ),
    (
        "offer",
        "offer",
        OFFER,
        """je peux t aider à obtenir|je peux vous aider à obtenir|nous pouvons vous aider à obtenir|je vous aide à obtenir|on vous aide à obtenir|nous vous aidons à obtenir|je vous obtiens|je t obtiens
nous traitons les dossiers|nous traitons votre dossier|nous traitons vos dossiers|je traite les dossiers|je traite votre dossier|je m occupe de votre dossier|on s occupe de tout|je m occupe de tout|nous nous occupons de tout
places limitées|dernières places|quelques places|agent agréé|agence agréée|cabinet agréé|consultant agréé … disponible|nos services|mes services|notre agence|notre cabinet|notre équipe … visa|notre équipe … dossier|vous cherchez … visa … contact*|besoin d un visa|besoin de visa|intéressés … contact*|intéressé … contact*|personnes intéressées|recrut* … canada|nous recrutons|on recrute
process your visa|process your file|process your application|we process|we help you get|i can help you get|i help people get|i will help you get|we provide … visa|visa assistance|visa services|immigration services|limited slots|limited spots|few slots|slots available|licensed agent|certified agent|our agency|our team … visa|our services|my services|interested … contact|interested … message|need a visa|we recruit|we are recruiting|hiring now … canada|apply through us|travail au canada … logement|sponsorship available|visa sponsorship available
prêt* … entre particuliers|offre de prêt|loan offer|preuve de fonds … fourni*|je fournis … preuve de fonds|proof of funds … provide*|we provide proof of funds|faux documents|diplôme* … vendre|relevé* bancaire* … vendre|bank statement* … sale|faux relevé*|fake document*|fake bank*|mariage blanc|marriage of convenience|je vends … rendez vous|i sell … appointment*|tef … sans … examen|attestation … vendre""",
    ),
    (
        "money",
        "money",
        MONEY,
        """western union|moneygram|ria money|carte cadeau|cartes cadeaux|gift card|gift cards|itunes card|carte itunes|bitcoin*|usdt|crypto|cryptomonnaie*|orange money|mobile money|virement interac|interac transfer|e transfer|paypal … amis
frais de dossier|frais d ouverture|acompte … avant|payez … avant|paiement … avance|avance … obligatoire|dépôt … avance|processing fee|upfront fee|deposit … first|pay … upfront|advance payment|send … deposit|file fee|registration fee … visa|frais d inscription … visa|caution … remboursable|refundable deposit""",
    ),
    (
        "influence",
        "influence",
        INFLUENCE,
        """contact à l ambassade|contact … ambassade|contacts … ambassade|relation* … ambassade|ami* … ambassade|quelqu un … ambassade … rapide*|connaissance … consulat|agent ircc|agent d ircc|agent de l ircc|agent … immigration canada|travaille … ircc|mon contact … ircc|relation* … ircc|contact … ircc
ircc agent|ircc officer … help|contact inside|contact at the embassy|insider … ircc|insider … embassy|inside ircc|friend … embassy|connection* … embassy|connections … ircc|work* … ircc … can|notario|notarios|partenaire officiel … gouvernement|partenaire … ircc|official partner … government|official ircc partner|mandaté* … gouvernement|special connection*|passe droit*""",
    ),
    (
        "contact",
        "contact",
        CONTACT,
        """whatsapp|whats app|whatsap|wathsapp|watsapp|télégram|telegram|écris moi en privé|écrivez moi en privé|écris en privé|contactez moi en privé|contacte moi en privé|venez en privé|viens en privé|en inbox|inbox me|inbox moi|inboxez moi|dm me|dm moi|send me a dm|message me privately|pm me|mp moi|en mp|contactez nous … numéro|text me|call me|appelez moi|appelle moi|joignez moi|contactez le numéro|laissez … votre numéro|laissez … vos numéros|leave your number|drop your number|lien … bio|link in bio""",
    ),
    (
        "victim",
        "victim",
        ("", ""),
        """est ce normal|est ce que c est normal|c est normal … ça|est ce une arnaque|est ce que c est une arnaque|c est une arnaque|est une arnaque|serait une arnaque|une arnaque ?|arnaque ou|m a volé|faux consultant*|fake consultant*|imposteur*|impostor*|imposter*|arnaqué*|me suis fait avoir|suis fait arnaquer|me suis fait escroquer|escroqu* … moi|victime*|m a escroqué*|m a arnaqué*|on m a demandé|il m a demandé|elle m a demandé|ils m ont demandé|on me demande|il me demande|elle me demande|ils me demandent|on m a proposé|il m a proposé|elle m a proposé|ils m ont proposé|on me propose|il me propose|elle me propose|quelqu un me propose|un monsieur me propose|m a contacté|m ont contacté|me contacte|m a promis|me promet|m ont promis|il me dit que|elle me dit que|il m a dit que|est ce fiable|est ce sérieux|c est fiable|c est sérieux|est il fiable|puis je lui faire confiance|peut on lui faire confiance|dois je payer|faut il payer|dois je me méfier|j ai peur|j ai payé|j ai déjà payé|j ai versé|j ai envoyé|j ai reçu|nous avons reçu|que dois je faire|que faire|comment savoir si|comment vérifier|comment reconnaître|comment signaler|où signaler|porter plainte|méfiez vous|attention aux|attention à ceux|faites attention|prudence|ne payez jamais|ne payez pas|personne ne peut garantir|aucun consultant ne peut|témoignage … arnaque|signalez|vrai ou faux|légal ou|est ce légal|est ce permis|me paraît bizarre|me semble bizarre|a t on le droit|quelqu un connaît|quelqu un a déjà|avez vous déjà
is this normal|is it normal|is that normal|is this a scam|is it a scam|is that a scam|could this be a scam|a scam or|sounds like a scam|looks like a scam|scammed|got scammed|been scammed|was scammed|victim|they asked me|he asked me|she asked me|asked me to pay|asking me|asks me|asks for|wants me to|want me to|they want|offered me|offers me|was offered|told me|tells me|promised me|promises me|contacted me|is this legit|is it legit|is this legitimate|is this real|is he real|legit or|can i trust|should i trust|should i pay|do i have to pay|i paid|i have paid|i already paid|i sent|we received|i received|i got a|what should i do|what can i do|how do i know|how can i tell|how do i check|how to verify|how to report|where do i report|where to report|beware|be careful|watch out|never pay|do not pay|don t pay|nobody can guarantee|no one can guarantee|is it legal|is this legal|is that allowed|is this allowed|feels wrong|am i allowed|has anyone|did anyone|does anyone|scared|worried|afraid
-arnaque non|-pas une arnaque|-pas d arnaque|-pas des arnaqueurs|-nous sommes sérieux|-nous sommes les vrais|-not a scam|-no scam|-not scammers|-we are legit|-we are real""",
    ),
)


TEXTS = ("slug", "signal", "normaliser", "action", "message_fr", "message_en", "mode")
MOMENTS = ("created_at", "mode_since", "updated_at")
RULES = sa.table(
    "watch_rules",
    sa.column("id", sa.Uuid()),
    *(sa.column(name, sa.Text()) for name in TEXTS),
    *(sa.column(name, postgresql.ARRAY(sa.Text())) for name in ("phrases", "places")),
    *(sa.column(name, sa.DateTime(timezone=True)) for name in MOMENTS),
    sa.column("version", sa.Integer()),
)


def upgrade() -> None:
    op.bulk_insert(RULES, [_seed(*each) for each in SEEDS])


def _seed(slug: str, signal: str, messages: tuple[str, str], phrases: str) -> dict[str, object]:
    return {
        "id": uuid.uuid5(uuid.NAMESPACE_URL, f"https://capitune.ca/watch-rules/{slug}"),
        "created_at": MOMENT,
        "slug": slug,
        "signal": signal,
        "phrases": [each for line in phrases.split("\n") for each in line.split("|")],
        "normaliser": "words",
        "places": ["post", "comment"],
        "action": "combine",
        "message_fr": messages[0],
        "message_en": messages[1],
        "mode": "enforce",
        "mode_since": MOMENT,
        "version": 1,
        "updated_at": MOMENT,
    }


def downgrade() -> None:
    op.execute(sa.delete(RULES))
