"""Eight calls held in English, as the interviewers typed them.

`# key` opens a question, followed by 'skipped' (never asked) or 'asked' (no answer worth a
note) where that is so. A line may begin with the pad's sign for its tag: `p` pain, `g` goal,
`o` objection, `+` praise, `q` the customer's own words.
"""
# ruff: noqa: E501 - one note a line, as it was typed

from survey_app.demo.call_notes import Call

CALLS: tuple[Call, ...] = (
    Call(
        "call01",
        "Marit Lindqvist",
        "marit@lindqvist-framing.example",
        "Lindqvist Framing",
        "retail",
        "f",
        "en",
        "sole",
        "phone",
        41,
        "completed",
        "Picture framer, owner",
        "evenings_lost clients_pay_late run_itself losing_control polite_reminders phone_awkward",
        """
# p20_1
frames pictures, alone, sixth year. was a nurse before
# p20_10
g wants one free day a week in which nothing waits for her
g "if the shop could run for a fortnight without me I'd call that success"
# p20_11
p invoices after supper, most evenings, kitchen table
p galleries pay late, one of them ninety days
q "I hang their exhibition in March and get paid for it in June."
# what_1
g would like the invoice to write itself from the order book
# what_3
+ the reminder mails, they saved her from the phone calls she dreads
q "It asks for the money so nicely that I would pay it myself."
# what_4
p app on her phone: cannot see the total while typing
# what_6
gives 4. kept word on reminders, phone app not there yet
# own_hesitate
o afraid that something goes out to a gallery she has not seen
o wanted to keep control of tone, wrote her own texts in the end
# p20_20
new mitre saw. asked two framers, watched one video, bought the dearer one
# close_1 asked
# free
Warm, talks fast, clearly tired. Would take part in a test of the phone app. Thinking of hiring a student, worries who would talk to the galleries then.
""",
    ),
    Call(
        "call02",
        "Devon Achterberg",
        "d.achterberg@windrose-solar.example",
        "Windrose Solar",
        "energy",
        "m",
        "en",
        "office",
        "video",
        52,
        "completed",
        "Operations manager",
        "rota_changes approvals_slow export_breaks friday_silence grow_same_team close_month migration_worry calendar_clear",
        """
# p20_1
ops manager, solar installer, 44 people, two depots. reports to both founders
# p20_10
g 30 % more roofs next year with the same four in the office
g month closed before the board call on the 5th
# p20_11
p roof plans change with the weather, crews see the old schedule
q "On a windy Monday I make sixty calls before nine."
p purchase approvals: both founders must sign, both are on roofs
# what_1
wants a push to the crew's phones when a job moves, nothing else
# what_3
+ calendar on the big screen in both depots, "the only thing all of us look at"
# what_4
p export to accounting, credit notes with the wrong sign, third month running
p support on Friday pm: no one
q "We bill on Fridays. You rest on Fridays. One of us has to change."
# what_6
3 of 5. scheduling yes, accounting no
# own_hesitate
o moving 4,000 customers from the old system, feared they'd lose warranty dates
o installers who refuse logins, two of them did at first
# p20_20
second-hand cherry picker, three offers, founders decided over lunch
# close_1
we should ask about subcontractors, they need to see the schedule too
# free
Precise, had numbers ready. Offered to show us their Monday. Decision here is his, signature is not.
""",
    ),
    Call(
        "call03",
        "Phoebe Carrick",
        "phoebe@paper-lantern.example",
        "Paper Lantern Agency",
        "media",
        "f",
        "en",
        "office",
        "phone",
        35,
        "completed",
        "",
        "",
        """
# p20_1
office manager in a design agency, 23 people. invoices, holidays, "and the plants"
# p20_10
g one page that shows which projects are over budget before they are finished
# p20_11
p sign-off of client invoices: account lead, then partner, then finance
q "An invoice ages like cheese here."
p she chases colleagues for time sheets each month end
# what_1
p show at whose desk an invoice is stuck
# what_3
+ copying last month's invoice for retainers, seconds
# what_4
p exported file lists our client names cut after 20 letters, bookkeeper complains
# what_6
4, mostly pleased
# own_hesitate
o price per user was not clear to her, freelancers count or not?
o partners asked whether such a small supplier will last
# p20_20 skipped
# close_1
no
# free
Interrupted twice. Buying: partner asked her to shortlist three, she dropped two because nobody phoned back.
""",
    ),
    Call(
        "call04",
        "Tomasz Wrona",
        "tomasz@wrona-repairs.example",
        "Wrona Repairs",
        "personal_services",
        "m",
        "en",
        "sole",
        "phone",
        28,
        "completed",
        "",
        "",
        """
# p20_1
repairs washing machines and ovens at people's homes, on his own, 3rd year
# p20_10
g booked out two weeks ahead without paying the platforms
g wants to put money into advertising, does not know where to begin
# p20_11
p does it all himself, answers the phone under a sink
p quotes and invoices on Sunday nights
q "My wife calls it the second shift."
# what_1
an invoice he can finish on the phone while standing in the kitchen
# what_3
+ quick, "three taps when it works"
# what_4
p phone app forgets entries in basements with no signal
p logs him out
# what_6
3. good idea, bad in cellars
# own_hesitate
o no time to learn it, did the set-up on a bank holiday
o unsure what it would cost with text messages
# p20_20
van shelving, second hand, decided on the spot since it fitted
# close_1
asked whether we know a good photographer
# free
Short answers, friendly. On the road during the call. Evening calls only from now on.
""",
    ),
    Call(
        "call05",
        "Ingrid Solheim-Barr",
        "ingrid@saltmarsh.example",
        "Saltmarsh Scaffolding",
        "construction",
        "f",
        "en",
        "office",
        "in person",
        64,
        "completed",
        "Office manager",
        "rota_changes approvals_slow friday_silence export_breaks crew_wont_use migration_worry calendar_clear patient_people close_month",
        """
# p20_1
runs the office of a scaffolding firm, 31 people, 11 crews in season
# p20_10
g get through spring with the team she has
g a month end without the weekend
# p20_11
p double-booked lorry, at least weekly
p owner approves everything above 500 himself, on paper
q "He signs on the bonnet of the car. If it rains, I wait."
p crew leaders ring her instead of looking
# what_1
p warn when a lorry is booked twice
# what_3
+ calendar colours per crew
+ Tomas from our side who sat with her for two afternoons
# what_4
p Friday support
p export drops the tax column when there is a foreign customer
# what_6
4, "if Fridays were answered, 5"
# own_hesitate
o older crew leaders would not touch it
o lost data once when they moved systems, 2018, still talks about it
# p20_20
rain gear for all, crew leaders tried three sets, she ordered
# close_1
ask the crew leaders, not only her
# free
Showed me the paper approval folder. Very good source. Would be a reference if Friday support comes.
""",
    ),
    Call(
        "call06",
        "Clementine Abara",
        "hello@abara-cakes.example",
        "Abara Cakes",
        "hospitality",
        "f",
        "en",
        "sole",
        "video",
        33,
        "completed",
        "Owner",
        "evenings_lost clients_pay_late run_itself more_clients losing_control invoice_fast polite_reminders all_alone",
        """
# p20_1
wedding cakes, alone, two years since she left a hotel
# p20_10
g freedom, said it four times. close at five, see her son
g more corporate clients, they order on weekdays
# p20_11
p paperwork when the kitchen is clean, so at ten at night
p couples pay the second half late, after the wedding nobody answers
q "The cake is eaten, the photos are online and my invoice is still open."
# what_1
automatic deposits and second instalments
# what_3
+ invoices look lovely and take a minute
+ reminder text is kind
# what_4
# what_6
5
# own_hesitate
o letting a machine write to brides
o would an assistant see all her figures? keeps control of those
# p20_20
a bigger mixer, compared reviews for a month, then the one her old chef uses
# close_1
she'd pay extra for help with marketing, a person, not an article
# free
Ready to hire part time. Business runs her, she said so herself. Good candidate for the story.
""",
    ),
    Call(
        "call07",
        "Rupert Ganesh",
        "rupert@plantswap.example",
        "PlantSwap (coming soon)",
        "it",
        "m",
        "en",
        "misfit",
        "video",
        22,
        "cut_short",
        "",
        "",
        """
# p20_1
student, wants to found an app for swapping house plants
# p20_10
launch "any day now", to be known
# p20_11
no money, no customers, no invoices so far
# what_1
a free plan for people with ideas
# what_3
+ loves everything, reads all our posts
# what_4 asked
# what_6 skipped
# own_hesitate
has not decided and cannot, there is nothing to invoice
# p20_20 skipped
# close_1
asked twice whether we invest
# free
Delightful, no fit at present. Sent him the reading list. Look again when there is revenue.
""",
    ),
    Call(
        "call08",
        "Maureen Tolliver",
        "maureen@ledgers-tea.example",
        "Ledgers & Tea Bookkeeping",
        "professional_services",
        "f",
        "en",
        "bookkeeper",
        "phone",
        38,
        "completed",
        "",
        "",
        """
# p20_1
bookkeeper for nineteen small firms, one employee
# p20_10
g every client hands in by the 10th
# p20_11
p nineteen log-ins, one password book
p exports differ from client to client because each set theirs up alone
# what_1
adviser access over all clients
# what_3
+ clients who use it forget fewer invoices
# what_4
p export again: dates arrive as text
# what_6
3
# own_hesitate
did not decide, her clients did, one by one
o nobody could tell her a price for advisers
# p20_20
scanner, from a test in the members' magazine
# close_1
she recommends software and gets asked by nobody
# free
Thin group but loud: could bring us dozens of firms. Needs a role of her own in the product.
""",
    ),
)
