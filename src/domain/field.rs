//! In which field somebody works, read from the words of their position.
//!
//! A position is free text in any language, so this is a rough reading and says so: a position
//! in which no word of the table stands has no field, and none is guessed.

use std::collections::HashMap;
use std::sync::LazyLock;

use crate::search::fold;

/// A field of work.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Field {
    /// Founders, and those who lead a whole company.
    Executives,
    /// Engineering and IT.
    Engineering,
    /// Data and analytics.
    Data,
    /// Design and architecture.
    Design,
    /// What is built, and why.
    Product,
    /// Marketing and communication.
    Marketing,
    /// Sales and customers.
    Sales,
    /// People, hiring.
    People,
    /// Money: accounting, banks, insurance.
    Finance,
    /// Law.
    Legal,
    /// Health.
    Health,
    /// Research and education.
    Research,
    /// Media and arts.
    Media,
    /// Operations, projects, purchasing.
    Operations,
    /// Advice.
    Consulting,
    /// Students, interns, apprentices.
    Students,
    /// There is a position, and none of the table's words stands in it.
    Other,
    /// No position is known.
    Unsaid,
}

/// Phrases of a position, folded and whole: the first row of which one stands in it counts.
///
/// So the order matters. First phrases that hold another field's word ("product owner" is no
/// owner); then what somebody is before what they work on (students, founders); then the fields,
/// of which those come first whose words say more ("data engineer" is data, "sales engineer"
/// sales); last the words that say of themselves only a rank ("director").
///
/// Titles in English, German, French, Spanish and Polish, where they are common.
#[rustfmt::skip]
const TABLE: &[(Field, &str)] = &[
    (Field::Product, "product owner, product owners"),
    (Field::Research, "phd student, doctoral student, phd candidate, doctoral candidate"),
    (Field::Operations, "chief of staff, process owner, business analyst, executive assistant, \
        personal assistant, assistant to, director of operations, production designer"),
    (Field::Marketing, "product marketing, produktmarketing, marketing produit"),
    (Field::Legal, "data protection, data privacy, datenschutz, datenschutzbeauftragter, \
        datenschutzbeauftragte"),
    (Field::Media, "technical writer, data journalist, artistic director"),
    (Field::Engineering, "design engineer, physical design, design verification, data center, \
        data centre, software architect, solution architect, solutions architect, cloud architect, \
        system architect, systems architect, enterprise architect, security architect, \
        technical architect, it architect, network architect, platform architect, \
        application architect, architecte logiciel, architecte solution, architecte solutions, \
        arquitecto de software, arquitecto de soluciones, architekt oprogramowania"),
    (Field::Students, "student, students, studentin, studierende, studierender, werkstudent, \
        werkstudentin, studentka, etudiant, etudiante, estudiante, undergraduate, intern, \
        internship, praktikant, praktikantin, praktykant, praktykantka, stagiaire, becario, \
        becaria, stazysta, stazystka, trainee, apprentice, azubi, auszubildende, auszubildender, \
        alternant, alternante, apprenti, apprentie"),
    (Field::Executives, "founder, founders, cofounder, ceo, chief executive, managing director, \
        grunder, grunderin, mitgrunder, mitgrunderin, geschaftsfuhrer, geschaftsfuhrerin, \
        geschaftsfuhrender, geschaftsfuhrende, unternehmer, unternehmerin, fondateur, fondatrice, \
        cofondateur, cofondatrice, pdg, directeur general, directrice generale, entrepreneur, \
        entrepreneuse, fundador, fundadora, cofundador, cofundadora, director general, \
        directora general, emprendedor, emprendedora, zalozyciel, zalozycielka, wspolzalozyciel, \
        wspolzalozycielka, prezes, prezeska, dyrektor generalny, dyrektor zarzadzajacy"),
    (Field::People, "hr, human resources, people, recruiter, recruiters, recruiting, recruitment, \
        talent, headhunter, payroll, personalreferent, personalreferentin, personalleiter, \
        personalleiterin, personalmanager, personalmanagerin, personalentwicklung, \
        personalentwickler, personalentwicklerin, personalwesen, personalberater, \
        personalberaterin, rh, drh, ressources humaines, recruteur, recruteuse, recrutement, rrhh, \
        recursos humanos, reclutador, reclutadora, seleccion, kadry, kadr, rekruter, rekruterka, \
        rekrutacji, zasobow ludzkich"),
    (Field::Legal, "legal, lawyer, attorney, counsel, solicitor, barrister, paralegal, notary, \
        compliance, patent, judge, rechtsanwalt, rechtsanwaltin, anwalt, anwaltin, jurist, \
        juristin, syndikus, justiziar, justiziarin, notar, notarin, avocat, avocate, juriste, \
        juridique, notaire, abogado, abogada, juridico, juridica, radca prawny, prawnik, \
        prawniczka, adwokat, adwokatka, notariusz"),
    (Field::Finance, "finance, financial, accountant, accounting, accounts payable, \
        accounts receivable, bookkeeper, auditor, audit, controller, controllerin, controlling, \
        cfo, treasurer, treasury, tax, investor, investment, investments, banker, banking, trader, \
        trading, actuary, underwriter, insurance, wealth, private equity, venture capital, vc, \
        buchhalter, buchhalterin, buchhaltung, finanzen, finanzleiter, finanzleiterin, \
        steuerberater, steuerberaterin, wirtschaftsprufer, wirtschaftspruferin, bankkaufmann, \
        bankkauffrau, versicherung, comptable, comptabilite, finances, financier, financiere, \
        controleur de gestion, controleuse de gestion, tresorier, tresoriere, banquier, fiscaliste, \
        assurance, finanzas, contable, contador, contadora, contabilidad, auditora, tesorero, \
        financiero, financiera, ksiegowa, ksiegowy, ksiegowosc, ksiegowosci, finansow, finansowy, \
        finansowa, audytor, audytorka, kontroler finansowy"),
    (Field::Data, "data, analytics, analyst, bi, business intelligence, machine learning, ml, ai, \
        artificial intelligence, statistician, statistics, daten, datenanalyst, datenanalystin, \
        ki, kunstliche intelligenz, statistiker, statistikerin, donnees, analyste, \
        intelligence artificielle, datos, analista, inteligencia artificial, danych, analityk, \
        analityczka"),
    (Field::Design, "design, designer, designers, ux, ui, user experience, graphic, illustrator, \
        illustratorin, animator, art director, creative, creative director, architect, gestalter, \
        gestalterin, mediengestalter, mediengestalterin, grafiker, grafikerin, grafikdesigner, \
        grafikdesignerin, designerin, architekt, architektin, architektka, graphiste, \
        illustrateur, illustratrice, architecte, directeur artistique, directrice artistique, \
        disenador, disenadora, diseno, ilustrador, ilustradora, arquitecto, arquitecta, \
        projektant, projektantka, grafik, graficzka"),
    (Field::Product, "product, products, cpo, produktmanager, produktmanagerin, \
        produktmanagement, produktverantwortlicher, produktverantwortliche, produit, produits, \
        producto, productos, produktu, produktem"),
    (Field::Marketing, "marketing, marketer, cmo, brand, branding, seo, content, social media, \
        communications, communication, public relations, pr, public affairs, growth, campaign, \
        advertising, copywriter, community manager, kommunikation, werbung, marketingmanager, \
        marketingmanagerin, marketingleiter, marketingleiterin, pressesprecher, pressesprecherin, \
        publicite, charge de communication, comunicacion, publicidad, mercadotecnia, marketingu, \
        reklamy, komunikacji"),
    (Field::Sales, "sales, salesperson, account executive, account manager, key account, \
        business development, sdr, bdr, customer success, customer service, partnerships, revenue, \
        realtor, vertrieb, vertriebsleiter, vertriebsleiterin, vertriebsmitarbeiter, \
        vertriebsmitarbeiterin, vertriebsmanager, vertriebsmanagerin, verkauf, verkaufer, \
        verkauferin, verkaufsleiter, verkaufsleiterin, aussendienst, kundenberater, \
        kundenberaterin, kundenservice, kundenbetreuer, kundenbetreuerin, vente, ventes, \
        commercial, commerciale, vendeur, vendeuse, charge d affaires, chargee d affaires, \
        service client, ventas, comercial, vendedor, vendedora, atencion al cliente, sprzedazy, \
        sprzedaz, sprzedawca, handlowiec, handlowy, handlowa, obslugi klienta"),
    (Field::Health, "physician, doctor, nurse, nursing, surgeon, dentist, pharmacist, therapist, \
        physiotherapist, psychologist, psychotherapist, psychiatrist, paediatrician, pediatrician, \
        cardiologist, radiologist, midwife, veterinarian, clinical, medical, healthcare, arzt, \
        arztin, oberarzt, oberarztin, chefarzt, chefarztin, assistenzarzt, assistenzarztin, \
        zahnarzt, zahnarztin, tierarzt, tierarztin, krankenschwester, krankenpfleger, \
        krankenpflegerin, pflegefachkraft, apotheker, apothekerin, psychologe, psychologin, \
        hebamme, medecin, infirmier, infirmiere, chirurgien, chirurgienne, dentiste, pharmacien, \
        pharmacienne, psychologue, kinesitherapeute, sage femme, medico, medica, enfermero, \
        enfermera, cirujano, cirujana, dentista, farmaceutico, farmaceutica, psicologo, psicologa, \
        lekarz, lekarka, pielegniarka, pielegniarz, farmaceuta, farmaceutka, dentysta, dentystka, \
        psycholog, fizjoterapeuta, fizjoterapeutka"),
    (Field::Research, "research, researcher, scientist, professor, lecturer, teacher, teaching, \
        postdoc, postdoctoral, academic, scholar, tutor, dean, education, educator, instructor, \
        librarian, professorin, wissenschaftler, wissenschaftlerin, wissenschaftlicher, \
        wissenschaftliche, forscher, forscherin, forschung, doktorand, doktorandin, dozent, \
        dozentin, lehrer, lehrerin, chercheur, chercheuse, recherche, doctorant, doctorante, \
        enseignant, enseignante, professeur, professeure, formateur, formatrice, investigador, \
        investigadora, profesor, profesora, docente, maestro, maestra, doctorando, doctoranda, \
        naukowiec, badacz, badaczka, nauczyciel, nauczycielka, wykladowca, adiunkt, doktorant, \
        doktorantka"),
    (Field::Engineering, "engineer, engineers, engineering, developer, developers, programmer, \
        software, frontend, front end, backend, back end, fullstack, full stack, devops, sre, \
        system administrator, systems administrator, network administrator, \
        database administrator, sysadmin, it, cto, technology, technician, technical, cloud, \
        cybersecurity, information security, infosec, qa, tester, android, ios, embedded, \
        firmware, hardware, robotics, entwickler, entwicklerin, softwareentwickler, \
        softwareentwicklerin, softwareentwicklung, softwarearchitekt, softwarearchitektin, \
        webentwickler, webentwicklerin, ingenieur, ingenieurin, ingenieure, informatiker, \
        informatikerin, fachinformatiker, fachinformatikerin, techniker, technikerin, \
        systemadministrator, systemadministratorin, programmierer, programmiererin, developpeur, \
        developpeuse, informatique, technicien, technicienne, desarrollador, desarrolladora, \
        programador, programadora, ingeniero, ingeniera, informatico, informatica, tecnico, \
        tecnica, inzynier, programista, programistka, informatyk, informatyczka, \
        administrator systemow, technik"),
    (Field::Media, "editor, editorial, journalist, writer, author, translator, interpreter, \
        publisher, publishing, reporter, producer, filmmaker, musician, artist, actor, actress, \
        photographer, redakteur, redakteurin, journalistin, ubersetzer, ubersetzerin, dolmetscher, \
        dolmetscherin, lektor, lektorin, autor, autorin, kunstler, kunstlerin, fotograf, \
        fotografin, journaliste, redacteur, redactrice, traducteur, traductrice, ecrivain, \
        ecrivaine, auteur, autrice, editeur, editrice, artiste, photographe, periodista, redactor, \
        redactora, traductor, traductora, escritor, escritora, autora, artista, fotografo, \
        fotografa, dziennikarz, dziennikarka, redaktor, redaktorka, tlumacz, tlumaczka, pisarz, \
        pisarka, fotografka"),
    (Field::Operations, "operations, operational, ops, coo, logistics, supply chain, procurement, \
        purchasing, buyer, planner, planning, warehouse, production, manufacturing, quality, \
        facility, facilities, project, projects, programme manager, program manager, pmo, \
        scrum master, agile coach, office manager, administrative, logistik, einkauf, einkaufer, \
        einkauferin, produktion, produktionsleiter, produktionsleiterin, projektleiter, \
        projektleiterin, projektmanager, projektmanagerin, projektmanagement, betriebsleiter, \
        betriebsleiterin, assistenz, qualitatsmanager, qualitatsmanagerin, logistique, achats, \
        acheteur, acheteuse, projet, projets, exploitation, qualite, logistica, compras, \
        operaciones, proyecto, proyectos, calidad, logistyki, zakupow, kupiec, operacyjny, \
        operacyjna, projektu, projektow, produkcji, jakosci"),
    (Field::Consulting, "consultant, consultants, consulting, consultancy, advisor, adviser, \
        advisory, coach, coaching, freelancer, freelance, berater, beraterin, beratung, \
        unternehmensberater, unternehmensberaterin, consultante, conseil, conseiller, conseillere, \
        independant, independante, consultor, consultora, consultoria, asesor, asesora, \
        konsultant, konsultantka, doradca, doradczyni"),
    (Field::Executives, "director, directors, vp, svp, evp, president, vice president, owner, \
        managing partner, chairman, chairwoman, chairperson, chair, board member, general manager, \
        chief, executive, direktor, direktorin, inhaber, inhaberin, vorstand, vorstandin, \
        geschaftsleitung, geschaftsleiter, geschaftsleiterin, aufsichtsrat, directeur, directrice, \
        gerant, gerante, dirigeant, dirigeante, presidente, directora, gerente, dueno, duena, \
        propietario, propietaria, dyrektor, dyrektorka, wlasciciel, wlascicielka, wiceprezes"),
];

/// Phrases by their first word: the words that must follow it, and the row.
static PHRASES: LazyLock<HashMap<&'static str, Vec<(&'static str, usize)>>> = LazyLock::new(|| {
    let mut found: HashMap<_, Vec<_>> = HashMap::new();
    for (row, (_, phrases)) in TABLE.iter().enumerate() {
        for phrase in phrases.split(',').map(str::trim) {
            let (first, others) = phrase.split_once(' ').unwrap_or((phrase, ""));
            found.entry(first).or_default().push((others, row));
        }
    }
    found
});

impl Field {
    /// Every field; those that are none last.
    pub const ALL: [Field; 18] = [
        Field::Executives,
        Field::Engineering,
        Field::Data,
        Field::Design,
        Field::Product,
        Field::Marketing,
        Field::Sales,
        Field::People,
        Field::Finance,
        Field::Legal,
        Field::Health,
        Field::Research,
        Field::Media,
        Field::Operations,
        Field::Consulting,
        Field::Students,
        Field::Other,
        Field::Unsaid,
    ];

    /// The field of a position.
    pub fn of(position: &str) -> Field {
        let folded = fold(position);
        if folded.is_empty() {
            return Field::Unsaid;
        }
        // Words alone, with one space before each.
        let mut text = String::with_capacity(folded.len() + 1);
        for word in folded.split(|c: char| !c.is_alphanumeric()).filter(|it| !it.is_empty()) {
            text.push(' ');
            text.push_str(word);
        }
        let mut rest = text.as_str();
        let mut best = None;
        while let Some(from_word) = rest.strip_prefix(' ') {
            let end = from_word.find(' ').unwrap_or(from_word.len());
            let (word, after) = from_word.split_at(end);
            rest = after;
            let Some(phrases) = PHRASES.get(word) else { continue };
            let fits = |(others, _): &&(&str, usize)| others.is_empty() || follow(after, others);
            let row = phrases.iter().filter(fits).map(|(_, row)| *row).min();
            best = best.into_iter().chain(row).min();
        }
        best.and_then(|row| TABLE.get(row)).map_or(Field::Other, |(field, _)| *field)
    }

    /// Its name in an address.
    pub fn name(self) -> &'static str {
        match self {
            Field::Executives => "executives",
            Field::Engineering => "engineering",
            Field::Data => "data",
            Field::Design => "design",
            Field::Product => "product",
            Field::Marketing => "marketing",
            Field::Sales => "sales",
            Field::People => "people",
            Field::Finance => "finance",
            Field::Legal => "legal",
            Field::Health => "health",
            Field::Research => "research",
            Field::Media => "media",
            Field::Operations => "operations",
            Field::Consulting => "consulting",
            Field::Students => "students",
            Field::Other => "other",
            Field::Unsaid => "unsaid",
        }
    }

    /// The field of this name.
    pub fn parse(name: &str) -> Option<Field> {
        Field::ALL.into_iter().find(|field| field.name() == name)
    }
}

/// Whether a text, which is empty or begins with a space, goes on with just these words.
fn follow(text: &str, words: &str) -> bool {
    let after = text.strip_prefix(' ').and_then(|text| text.strip_prefix(words));
    after.is_some_and(|after| after.is_empty() || after.starts_with(' '))
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeMap;

    #[test]
    fn titles_of_five_languages_have_their_field() {
        for (position, field) in [
            ("Head of Data", Field::Data),
            ("Data Engineer", Field::Data),
            ("Senior Software Engineer (Backend)", Field::Engineering),
            ("CTO", Field::Engineering),
            ("Co-Founder & CTO", Field::Executives),
            ("Solutions Architect", Field::Engineering),
            ("Architect", Field::Design),
            ("Product Owner", Field::Product),
            ("Business owner", Field::Executives),
            ("Product Designer", Field::Design),
            ("Mechanical Design Engineer", Field::Engineering),
            ("Product Marketing Manager", Field::Marketing),
            ("Account Executive", Field::Sales),
            ("Sales Engineer", Field::Sales),
            ("VP of Sales", Field::Sales),
            ("Vice President", Field::Executives),
            ("Managing Director", Field::Executives),
            ("\"Chief\" of Staff", Field::Operations),
            ("HR Business Partner", Field::People),
            ("Financial Analyst", Field::Finance),
            ("Data Protection Officer", Field::Legal),
            ("Paediatrician", Field::Health),
            ("PhD Student", Field::Research),
            ("Software Engineering Intern", Field::Students),
            ("Translator", Field::Media),
            ("Management Consultant", Field::Consulting),
            ("Softwareentwickler:in", Field::Engineering),
            ("Geschäftsführerin", Field::Executives),
            ("Leiter Vertrieb DACH", Field::Sales),
            ("Werkstudent Marketing", Field::Students),
            ("Rechtsanwältin", Field::Legal),
            ("Chargée d’affaires", Field::Sales),
            ("Développeuse web", Field::Engineering),
            ("Directeur général", Field::Executives),
            ("Contrôleur de gestion", Field::Finance),
            ("Responsable des ressources humaines", Field::People),
            ("Diseñadora gráfica", Field::Design),
            ("Ingeniero de software", Field::Engineering),
            ("Directora de Marketing", Field::Marketing),
            ("Programistka", Field::Engineering),
            ("Główna księgowa", Field::Finance),
            ("Kierownik ds. sprzedaży", Field::Sales),
            ("Lekarz", Field::Health),
            ("Specjalistka ds. zasobów ludzkich", Field::People),
            ("Driver", Field::Other),
            ("Manager", Field::Other),
            ("…", Field::Other),
            ("", Field::Unsaid),
            (" \u{200b} ", Field::Unsaid),
        ] {
            assert_eq!(Field::of(position), field, "{position}");
        }
    }

    #[test]
    fn only_whole_words_count() {
        for position in ["Chief of Staffing", "Office of the manager"] {
            assert_ne!(Field::of(position), Field::Operations, "{position}");
        }
        for position in ["Datacentric", "Itinerant", "Postmaster", "Bid", "Unlegalised"] {
            assert_eq!(Field::of(position), Field::Other, "{position}");
        }
    }

    #[test]
    fn the_table_says_nothing_twice_and_is_folded() {
        let mut seen = BTreeMap::new();
        for (at, (_, phrases)) in TABLE.iter().enumerate() {
            for phrase in phrases.split(',').map(str::trim) {
                assert_eq!(fold(phrase), phrase);
                assert!(phrase.chars().all(|c| c.is_alphanumeric() || c == ' '), "{phrase}");
                let before = seen.insert(phrase, at);
                assert_eq!(before, None, "{phrase} stands in two rows");
            }
        }
    }

    #[test]
    fn a_name_leads_back() {
        for field in Field::ALL {
            assert_eq!(Field::parse(field.name()), Some(field));
        }
        assert_eq!(Field::parse("magic"), None);
    }
}
