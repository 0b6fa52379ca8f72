package strategy

import (
	"sente/internal/sales/playbook"
	"sente/internal/sales/qualify"
)

// Parts are the numbers of a diagnosis opened into what they are made of; zero
// for closed deals. Codes have texts: health.<code>, coverage.<code>,
// process_part.<code>, symptom_part.<code>.
type Parts struct {
	Score     []qualify.Part // of the 20, R1 to R10
	Support   []SupportPart  // SUP: the key people, in the dossier's order
	Coverage  []Check        // COV: eight
	Info      []InfoPart     // INF: the items that are due
	Process   []Share        // PRC: gate, time
	Base      []Share        // base: SUP to PRC
	Penalty   []PenaltyPart  // flags that take points off, worst first
	Symptoms  []SymptomPart  // DX-1 a to d, DX-2 e to i, DX-3 j to n
	Companion []CompanionSign
	Bid       []Check // the conditions of a bid, in order
	Withheld  bool    // all but Score, Process and Base are left out
}

// WithoutPeople leaves out the parts in which a person could be found who is to
// stay unknown.
func (p Parts) WithoutPeople() Parts {
	return Parts{Score: p.Score, Process: p.Process, Base: p.Base, Withheld: true}
}

// SupportPart is what one person adds to the weighted support.
type SupportPart struct {
	Person  string  // id
	Weight  float64 // 0.3 to 3
	Support float64 // as counted: unknown is -1
}

// InfoPart is what one item of the information map counts.
type InfoPart struct {
	Item  InfoItem
	Value float64 // 0 unknown, 0.5 partial, 1 confirmed
}

// Check is one yes or no that a number counts.
type Check struct {
	Code string
	Met  bool
}

// Share is one part of a weighted sum.
type Share struct {
	Code   string
	Weight float64 // the weights of a sum are 1 together
	Value  float64 // 0 to 1
}

// PenaltyPart is what one flag takes off the base.
type PenaltyPart struct {
	Flag   Flag
	Points float64
}

// SymptomPart is one component of a symptom.
type SymptomPart struct {
	Symptom string // DX-1 to DX-3
	Share
}

// Parts opens the numbers of the diagnosis.
func (x *Explainer) Parts() Parts {
	if !x.open {
		return Parts{}
	}
	h := &x.found.Health
	out := Parts{
		Process: []Share{{"gate", shareGate, x.gateMet()}, {"time", shareTime, x.timeliness()}},
		Base: []Share{{"SUP", shareSupport, h.Support}, {"COV", shareCoverage, h.Coverage},
			{"QUA", shareQualification, h.Qualification}, {"INF", shareInformation, h.Information},
			{"CMP", shareCompetition, h.Competition}, {"PRC", shareProcess, h.Process}},
		Symptoms: x.symptomParts(),
		Score:    qualify.Parts(x.Deal.Risk, x.Deal.RiskWeights, x.Deal.Veto),
	}
	for i := range x.persons {
		if p := &x.persons[i]; p.Key {
			out.Support = append(out.Support, SupportPart{p.ID, p.Weight, p.supportCounted()})
		}
	}
	x.check(&out)
	for _, f := range x.flags {
		if points := f.penalty(); points > 0 && !late(f.ID) {
			out.Penalty = append(out.Penalty, PenaltyPart{f, points})
		}
	}
	return out
}

// check opens the numbers that count what is met or known.
func (x *Explainer) check(out *Parts) {
	for i := range x.itemsDue() {
		item := InfoItem(i + 1)
		out.Info = append(out.Info, InfoPart{item, x.Info[item].known()})
	}
	checks := x.mapChecks()
	for i, code := range CoverageChecks() {
		out.Coverage = append(out.Coverage, Check{code, checks[i]})
	}
	met := x.bidConditions()
	for i, c := range Condition("").All() {
		out.Bid = append(out.Bid, Check{string(c), met[i]})
	}
	signs := x.companionSigns()
	for i, sign := range CompanionSign("").All() {
		if signs[i] {
			out.Companion = append(out.Companion, sign)
		}
	}
}

// CoverageChecks are the codes of the eight checks of the map, in order.
func CoverageChecks() []string {
	return []string{
		"eb_verified", "eb_near", "ub_near", "tb_near", "coach", "modes", "supports", "win_results",
	}
}

// SymptomCodes are the codes of the components of DX-1 to DX-3, in order.
func SymptomCodes() []string {
	return []string{"a", "b", "c", "d", "e", "f", "g", "h", "i", "j", "k", "l", "m", "n"}
}

// gateMet is the share of the exit criteria that are met.
func (x *Explainer) gateMet() float64 {
	g := &x.found.Gate
	return float64(g.Met()) / float64(g.Total())
}

// symptomParts are the components of DX-1 to DX-3 that the stage asks for.
func (x *Explainer) symptomParts() (out []SymptomPart) {
	codes := SymptomCodes()
	for _, s := range [...]struct {
		id      string
		symptom *Symptom
		weights *[5]float64
		n       int
	}{
		{"DX-1", &x.found.Diagnoses.Island, &islandWeights, 4},
		{"DX-2", &x.found.Diagnoses.Stuck, &stuckWeights, 5},
		{"DX-3", &x.found.Diagnoses.OutOfControl, &controlWeights, 5},
	} {
		for i := range s.n {
			if x.from(playbook.S2) {
				out = append(out, SymptomPart{s.id, Share{codes[i], s.weights[i], s.symptom.Parts[i]}})
			}
		}
		codes = codes[s.n:]
	}
	return out
}

// late reports whether a rule is asked after health, so that health does not
// count its flags.
func late(id string) bool {
	for _, f := range families {
		for i := range f.rules {
			if f.rules[i].id == id {
				return f.rules[i].late
			}
		}
	}
	return false
}
