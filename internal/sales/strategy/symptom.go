package strategy

import (
	"slices"

	"sente/internal/sales/influence"
	"sente/internal/sales/playbook"
)

// State says how far a symptom of failure has come.
type State string

// The states of a symptom.
const (
	Absent  State = "absent"
	AtRisk  State = "risk"
	Present State = "present"
)

// All lists the states from the mildest.
func (State) All() []State { return []State{Absent, AtRisk, Present} }

// Valid reports whether s is one of the states.
func (s State) Valid() bool { return slices.Contains(s.All(), s) }

// Symptom is one of the three symptoms of failing projects (method.md 6.8), 0 to
// 1. Parts are its components in the order of the method (DX-1 a to d, DX-2 e to
// i, DX-3 j to n), each 0 to 1.
type Symptom struct {
	Score float64
	State State
	Parts [5]float64
}

// Diagnoses are the symptoms of an open deal.
type Diagnoses struct {
	Island       Symptom // DX-1: we do not know who, what and against whom
	Stuck        Symptom // DX-2: we cannot move the decision maker
	OutOfControl Symptom // DX-3: somebody is replaced, or a rival bursts in
	Companion    int     // DX-4: signs that we only make up the number, 0 to 6
}

// Scores from which a symptom is present, or a risk.
const (
	presentFrom = 0.5
	riskFrom    = 0.3
)

// Numbers of signs of a companion bid from which it is present, or a risk.
const (
	companionPresent = 3
	companionRisk    = 2
)

// Windows of the symptoms, in days.
const (
	intelDays   = 45 // news of a rival is stale after
	ambushDays  = 45 // a rival who appeared in these is an ambush
	replaceDays = 60 // people who came or went in these
	shiftDays   = 30 // criteria, needs or objective that moved in these
	meetingDays = 60 // our senior people met the decision maker in these
)

// Weights of the components of the symptoms.
var (
	islandWeights  = [5]float64{0.35, 0.20, 0.25, 0.20}
	stuckWeights   = [5]float64{0.30, 0.20, 0.15, 0.20, 0.15}
	controlWeights = [5]float64{0.30, 0.30, 0.20, 0.10, 0.10}
)

// symptoms measures DX-1 to DX-3; DX-4 was counted before the rules.
func (v *view) symptoms() Diagnoses {
	out := Diagnoses{Companion: v.companion}
	out.Island, out.Stuck, out.OutOfControl = symptom(nil), symptom(nil), symptom(nil)
	if v.from(playbook.S2) {
		out.Island = symptom(&islandWeights, v.ebDoubt(), v.unconnected(), v.needDoubt(), v.rivalDoubt())
	}
	if v.from(playbook.S2) && v.eb != nil {
		out.Stuck = symptom(&stuckWeights, v.eb.distance(), v.eb.doubt(),
			v.seniority(), v.delay(), v.rivalLead())
	}
	if v.from(playbook.S3) && v.some((*Person).onceNearEB) {
		out.OutOfControl = symptom(&controlWeights, v.replaced(), v.ambushed(), v.slipped(),
			v.shifted(), v.thin())
	}
	return out
}

// symptom sums weighted components; without weights it is absent.
func symptom(weights *[5]float64, parts ...float64) Symptom {
	s := Symptom{State: Absent}
	for i, x := range parts {
		s.Parts[i] = x
		s.Score += weights[i] * x
	}
	switch x := nine(s.Score); {
	case x >= presentFrom:
		s.State = Present
	case x >= riskFrom:
		s.State = AtRisk
	}
	return s
}

// CompanionState is the state of DX-4.
func (d *Diagnoses) CompanionState() State {
	switch {
	case d.Companion >= companionPresent:
		return Present
	case d.Companion >= companionRisk:
		return AtRisk
	}
	return Absent
}

// yes is 1 for true, as components count.
func yes(b bool) float64 {
	if b {
		return 1
	}
	return 0
}

// ebDoubt is DX-1 a: we do not know who decides.
func (v *view) ebDoubt() float64 {
	switch {
	case v.eb == nil:
		return 1
	case !v.eb.RoleVerified:
		return 0.5
	}
	return 0
}

// unconnected is DX-1 b: the share of key people of whom we do not know influence
// and relations.
func (v *view) unconnected() float64 {
	key, known := 0, 0
	for i := range v.persons {
		p := &v.persons[i]
		if !p.Key {
			continue
		}
		key++
		if p.Level != "" && v.related(p.ID) {
			known++
		}
	}
	if key == 0 {
		return 1
	}
	return 1 - float64(known)/float64(key)
}

// related reports whether a line joins the person with another one on the map.
func (v *view) related(id string) bool {
	for _, e := range v.Edges {
		other := e.To
		if e.To == id {
			other = e.From
		}
		if (e.From == id || e.To == id) && other != id && v.person(other) != nil {
			return true
		}
	}
	return false
}

// needDoubt is DX-1 c: the need is not in writing, and roles have no result.
func (v *view) needDoubt() float64 {
	roles := 0
	for _, holds := range [...]func(*Person) bool{(*Person).keyEB, (*Person).keyTB, (*Person).keyUB} {
		if v.some(func(p *Person) bool { return holds(p) && len(p.Results) > 0 }) {
			roles++
		}
	}
	return (yes(v.Deal.NeedDocAt == 0) + 1 - float64(roles)/3) / 2
}

// rivalDoubt is DX-1 d: the share of rivals of whom we have no fresh news.
func (v *view) rivalDoubt() float64 {
	if len(v.Competitors) == 0 {
		return yes(v.Deal.Competition != Sole)
	}
	stale := 0
	for i := range v.Competitors {
		if at := v.Competitors[i].LastIntelAt; at == 0 || v.days(at) > intelDays {
			stale++
		}
	}
	return float64(stale) / float64(len(v.Competitors))
}

// distance is DX-2 e: how far we are from the decision maker.
func (p *Person) distance() float64 {
	switch p.Contact {
	case influence.NoContact:
		return 1
	case influence.Known:
		return 0.7
	case influence.Appointment:
		return 0.3
	}
	return 0
}

// doubt is DX-2 f: how far he is from backing us.
func (p *Person) doubt() float64 {
	switch {
	case p.Support == 0:
		return 1
	case p.Support < 0:
		return 0.8
	case p.Support == 1:
		return 0.6
	case p.Support == 2:
		return 0.3
	}
	return 0
}

// seniority is DX-2 g: nobody of rank stands opposite a senior decision maker, or
// they have not met.
func (v *view) seniority() float64 {
	switch {
	case blank(v.eb.Counterpart):
		return yes(v.eb.LevelRank >= 4)
	case v.bridged(days.AtMost(meetingDays)):
		return 0
	}
	return 0.5
}

// delay is DX-2 h: how far the stage is over its typical time.
func (v *view) delay() float64 {
	if v.Deal.StageEnteredAt == 0 {
		return 0
	}
	return min(1, max(0, float64(v.stageDays)/float64(v.typicalDays)-1))
}

// rivalLead is DX-2 i: a rival is ahead.
func (v *view) rivalLead() float64 {
	switch v.Deal.Competition {
	case Behind:
		return 1
	case Level, "":
		return 0.5
	}
	return 0
}

// onceNearEB reports whether we were near the person and he holds or held EB.
func (p *Person) onceNearEB() bool {
	return p.eb && max(p.Contact, p.ContactPeak) >= influence.Appointment
}
