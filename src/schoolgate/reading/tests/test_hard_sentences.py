"""Hard sentences, one line each: what it says, how strongly it binds and which way. Read it as documentation.

Every sentence here is ours; none is from a school.
"""

import pytest

from schoolgate.reading.strength import judge

PROMISES = [
    # the plain modals
    ("must do", "All staff must lock their screens when they leave the room."),
    ("must do", "The headteacher will tell governors about any serious incident."),
    ("must do", "Governors shall look at the filtering report each term."),
    ("should do", "Teachers should check a website before showing it to a class."),
    ("may do", "Parents may ask the office for a paper copy."),
    ("must do_not", "Pupils must not share their passwords."),
    ("must do_not", "Visitors may not use the staff network."),
    ("must do_not", "Staff cannot install their own programs."),
    ("should do_not", "Families shouldn't post pictures of other people's children."),
    ("must do_not", "Cameras will never be used in the toilets."),
    # must, said otherwise
    ("must do", "The network manager is responsible for the backups."),
    ("must do", "Every adult has a responsibility to report worries about a child."),
    ("must do", "Old hard disks are to be destroyed by a company with a licence."),
    ("must do", "Supply teachers are required to sign the agreement on arrival."),
    ("must do", "Parents need to return the form before the first visit."),
    ("must do", "It is essential that tablets are counted at the end of the day."),
    ("must do", "Users are accountable for what is done with their account."),
    # plain facts in verbs no list knows, and people named
    ("must do", "We swiftly quash any rumour that spreads in a class chat."),
    ("must do_not", "We therefore do not lend our cameras to clubs."),
    ("must do_not", "Pictures on the display do not carry children's names."),
    ("must do", "The site manager does regular checks of the alarm."),
    ("must do", "Our online safety co-ordinator is: Priya Marsh"),
    ("must do", "The head, supported by the governors, takes overall charge of the website."),
    ("must do", "If you are worried about a child, then tell the safeguarding lead."),
    ("should do", "We expect all teachers who keep a class diary of any kind to password-protect it."),
    ("may do", "Copies of old messages may be retained for a year."),
    # dropped verbs
    ("must do", "All staff trained to spot the signs each September."),
    ("must do", "Logs checked on Fridays by the technician."),
    # leave given
    ("may do", "The head is able to withdraw leave to bring a phone at any time."),
    ("may do", "Pupils will be allowed to ring home from the office."),
    ("may do", "Quiet use in the staff room is permitted provided it does not disturb others."),
    ("may do", "Calls can be taken in the staff room at break."),
    ("must do", "Only programs on the list may be installed."),
    ("should do", "The school will seek to keep screens in view."),
    # review dates in header lines
    ("must do", "Approved by governors 3 May 2024 To be reviewed by May 2026"),
    ("must do", "Date of policy: June 2025 Review: June 2027"),
    ("must do", "Next review Summer 2027"),
    # forbidden, said otherwise
    ("must do_not", "Personal phones are not permitted in classrooms."),
    ("must do_not", "Gambling sites are strictly forbidden."),
    ("must do_not", "It is not acceptable to film a fight."),
    ("must do_not", "Under no circumstances should a child be left alone with an unlocked laptop."),
    ("must do_not", "No member of staff may accept a pupil as a friend online."),
    ("must do_not", "At no time will children's addresses be published."),
    ("must do_not", "The key holder will make no copies."),
    ("must do_not", "Removing the case of a computer is prohibited."),
    ("must do_not", "Logging in as somebody else is a disciplinary offence."),
    # only and unless
    ("must do", "Photographs will only be taken with the school's cameras."),
    ("must do", "Only the office may add accounts."),
    ("must do", "Guests may only use the wireless network with a code."),
    ("must do_not", "Records must not leave the building unless they are encrypted."),
    # should, said otherwise
    ("should do", "Staff are advised to keep their own profiles private."),
    ("should do", "We ask that phones are left in the car."),
    ("should do", "Parents are encouraged to talk with their child about games."),
    ("should do_not", "We ask parents not to film during assembly."),
    ("should do", "It is good practice that lessons should start with a reminder."),
    # may, said otherwise
    ("may do", "Staff are permitted to use their phones in the staff room."),
    ("may do", "The school reserves the right to look into any mailbox."),
    ("may do", "Consent may be withdrawn at any time."),
    ("may do", "Breaking this agreement may lead to disciplinary action."),
    # negation that does not count: in a purpose, a condition, a relative clause
    ("must do", "Screens must be turned so that visitors cannot read them."),
    ("must do", "If a child is not collected, the office will ring the second number."),
    ("must do", "Devices that do not have virus protection will be taken off the network."),
    ("must do", "Staff who have not signed must see the headteacher."),
    ("must do", "Filters are set so that pupils never see violent pictures."),
    # the condition comes first, with and without its comma
    ("must do", "When a tablet is lost, the office must be told at once."),
    ("must do", "If a pupil finds something upsetting they must tell an adult."),
    ("must do", "Should a serious incident happen, the police will be informed."),
    ("must do", "Should anybody find a fault this must be brought to the technician."),
    # plain present-tense facts
    ("must do", "Internet access is filtered for everybody."),
    ("must do", "Anti-virus software is kept up to date on every laptop."),
    ("must do", "The governing body reviews this work each spring."),
    ("must do", "We keep a log of every alert."),
    ("must do", "Our filtering system blocks known bad sites."),
    ("must do", "A second sign-in step is in place for remote access."),
    ("must do", "There is a clear procedure for reporting worries."),
    ("must do", "Devices have encrypted disks."),
    ("must do_not", "Children's surnames are never printed beside their pictures."),
    ("must do_not", "Pupils do not bring phones to school."),
    ("must do", "The policy has been approved by the governing body."),
    ("must do", "Any visitor who needs the network is given a code that lasts one day."),
    ("must do", "The digital lead is Mrs Ada Fenn."),
    # headlines and bare rules
    ("must do", "Teachers to check every link before the lesson."),
    ("must do_not", "Phones - not permitted in the hall"),
    ("must do_not", "No smart watches."),
    ("must do", "It is everybody's responsibility to report worries."),
    ("must do_not", "We do not allow visitors to film."),
    ("must do", "The network is split so that guests cannot reach our files."),
    # commands and first-person rules
    ("must do", "Log in only with your own name."),
    ("must do_not", "Do not open messages from strangers."),
    ("must do_not", "Never tell anyone your password."),
    ("must do", "I will ask before I use a tablet."),
    ("must do_not", "I will not spoil other people's work."),
    ("must do", "I understand that I must look after the tablet I am given."),
    ("may do", "I know that the school may look at what I save."),
    ("must do_not", "All staff understand that passwords must not be shared."),
    # slips of the typist or of the scanner
    ("must do_not", "Facilities may no be used for private trade."),
    ("must do", "Staff mustlock their screens and must log off."),
    # review dates
    ("must do", "Next review date: March 2031"),
]

SILENT = [
    "The internet is an important part of modern life.",
    "Social media can be a wonderful way to keep in touch.",
    "Children may come across things that upset them.",
    "We believe that every child deserves to be safe.",
    "We recognise that technology changes quickly.",
    "Our aim is to raise confident users of technology.",
    "This policy sets out how we keep children safe online.",
    "This policy should be read alongside our behaviour policy.",
    "The Data Protection Act 2018 requires organisations to keep data secure.",
    "Keeping Children Safe in Education says that schools must have filters.",
    "Schools should consider whether their filters are suitable.",
    "You may wish to add your own school's arrangements here.",
    "[Insert the name of your online safety lead here]",
    "Cyberbullying is defined as bullying by electronic means.",
    "Grooming is when someone builds trust with a child in order to harm them.",
    "There is a risk that children share too much about themselves.",
    "For further information see the council's website.",
    "What should I do if I see something upsetting?",
    "Name: Signature: Date:",
    "It is widely known that screens can disturb sleep.",
    "Young people often use several apps at once.",
    "Such images may remain online for years.",
    "This helps children to learn at their own speed.",
    "Parents do not need to provide a device.",
    "There is no expectation that staff answer messages at night.",
    "Most children will have a phone of their own by then.",
    "Technology is used widely in the early years.",
    "This is because one size may not fit every class.",
    "The school is required by law to look after personal data.",
    "Consequently, academies need to plan for new devices.",
    "Pupils go online at home and need to learn how to judge what they find.",
    "This covers records on paper as well as on screen.",
    "This policy and procedure is written in line with national guidance.",
    "The school has an established culture of kindness.",
    "Staff and pupils acceptable use agreement",
    "Filter supplier: ________",
    "Kind Clicks: https://www.example.org/kind",
    "Details of our leads are set out in the safeguarding policy.",
]

UNDER_A_STEM = [
    ("must do", "All staff must:", "keep their passwords private"),
    ("must do_not", "All staff must:", "not lend their laptop to anybody"),
    ("must do_not", "Pupils must not:", "use chat rooms"),
    ("must do_not", "It is a violation to:", "send threats"),
    ("must do_not", "The following are unacceptable:", "Running a business from school equipment"),
    ("should do", "Parents should:", "talk with their child about what they do online"),
    ("must do", "The technician is responsible for ensuring that:", "Updates are installed promptly"),
    ("should do", "Teachers are responsible for ensuring that:", "pupils should be shown how to report"),
    ("must do", "Pupils will be taught:", "why they must not believe everything they read"),
    ("must do", "The online safety lead:", "keeps the incident log"),
    ("should do", "We aim to:", "ensure that all incidents are logged"),
    ("none do", "We aim to:", "inspire a love of discovery"),
    ("none do", "The purpose of this policy is to:", "set out what we expect"),
    ("none do", "Tell a teacher if:", "I see something that frightens me"),
    ("none do", "All staff will be made aware that:", "Children can be unkind to one another online"),
    ("must do", "We aim to keep everybody safe by:", "Locking the tablets away at night"),
    ("must do_not", "We aim to keep everybody safe by:", "Never posting home addresses"),
    ("may do", "Acceptable:", "Occasional personal calls"),
    ("must do_not", "Unacceptable:", "Chain letters"),
    ("none do", "Some of the dangers they may face include:", "Access to harmful pictures"),
    ("none do", "Pictures are used for the following purposes:", "Displays in the hall"),
    ("none do", "We have three badges:", "Visitors - a red badge"),
    ("none do", "Unsuitable content includes:", "Betting sites"),
    (
        "none do",
        "Examples of how film may be used include:",
        "Your child being filmed in a play which is shown to parents",
    ),
    ("must do_not", "I undertake:", "Not to lend my laptop"),
    ("none do", "It is a way of joining computers so that people can:", "Send messages"),
    ("must do", "Providing feedback on work:", "Marking each piece within a week"),
    ("must do", "Staff must not post anything that:", "School accounts must be run by two named people."),
    ("none do", "We believe that our pupils will:", "become thoughtful members of society"),
    ("none do", "The main risks are:", "contact from strangers"),
    ("none do", "Related policies:", "Behaviour policy"),
    ("none do", "This policy applies to:", "all staff and volunteers"),
]


@pytest.mark.parametrize(("expected", "sentence"), PROMISES, ids=lambda value: value[:60])
def test_a_sentence_that_promises(expected: str, sentence: str) -> None:
    found = judge(sentence)
    assert f"{found.strength.value} {found.polarity.value}" == expected, found.rule


@pytest.mark.parametrize("sentence", SILENT, ids=lambda value: value[:60])
def test_a_sentence_that_promises_nothing(sentence: str) -> None:
    found = judge(sentence)
    assert not found.promises, found.rule


@pytest.mark.parametrize(("expected", "stem", "item"), UNDER_A_STEM, ids=lambda value: value[:40])
def test_an_item_under_its_stem(expected: str, stem: str, item: str) -> None:
    found = judge(item, stem, item=True)
    assert f"{found.strength.value} {found.polarity.value}" == expected, found.rule
