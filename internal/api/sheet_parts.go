package api

import (
	"sente/internal/app"
	"sente/internal/sales/playbook"
	"sente/internal/sales/qualify"
	"sente/internal/sales/record"
	"sente/internal/sales/strategy"
)

// SheetParts is what the numbers of an open deal are made of. Codes have texts:
// health.<code>, coverage.<code>, process_part.<code>, risk.<item>.
type SheetParts struct {
	Score    []SheetScorePart `json:"score" nullable:"false" doc:"R1 to R10"`
	Base     []SheetShare     `json:"base" nullable:"false" doc:"the base of the health index: SUP to PRC"`
	Support  []SheetSupport   `json:"support" nullable:"false" doc:"SUP: the key people"`
	Coverage []SheetCheck     `json:"coverage" nullable:"false" doc:"COV: eight checks"`
	Info     []SheetInfoPart  `json:"info" nullable:"false" doc:"INF: the items that are due"`
	Process  []SheetShare     `json:"process" nullable:"false" doc:"PRC: gate, time"`
	Penalty  []SheetPenalty   `json:"penalty" nullable:"false" doc:"the flags that take points off, worst first"`
	Chance   []SheetRung      `json:"chance" nullable:"false" doc:"what each gate earns, in order"`
	Withheld bool             `json:"withheld,omitzero" doc:"support, coverage, info, penalty and the parts of symptoms and bid are for the owner and the heads above him"`
}

// SheetRung is what passing the gate of a stage earns.
type SheetRung struct {
	Stage  playbook.Stage `json:"stage"`
	Chance float64        `json:"win_prob" doc:"0 to 1"`
	Earned bool           `json:"earned" doc:"the gate, or a later one, was passed"`
}

// SheetScorePart is what an item brings to the risk score.
type SheetScorePart struct {
	Item   qualify.Item `json:"item"`
	Points *int         `json:"points,omitzero" doc:"0 to 2; absent: unknown"`
	Weight float64      `json:"weight"`
	Score  float64      `json:"score" doc:"of the 20"`
	Most   float64      `json:"most" doc:"what it could bring, of the 20"`
	Veto   bool         `json:"veto,omitzero" doc:"0 points fail the deal"`
}

// SheetShare is one part of a weighted sum.
type SheetShare struct {
	Code   string  `json:"code"`
	Weight float64 `json:"weight" doc:"the weights of a sum are 1 together"`
	Value  float64 `json:"value" doc:"0 to 1"`
	Points float64 `json:"points" doc:"of 100: weight times value"`
}

// SheetSupport is what one person brings to the weighted support.
type SheetSupport struct {
	InfluenceID string  `json:"influence_id"`
	Weight      float64 `json:"weight" doc:"0.3 to 3"`
	Support     float64 `json:"support" doc:"as counted: unknown is -1"`
}

// SheetCheck is one yes or no that a number counts.
type SheetCheck struct {
	Code string `json:"code"`
	Met  bool   `json:"met"`
}

// SheetInfoPart is what an item of the information map counts.
type SheetInfoPart struct {
	Item  strategy.InfoItem `json:"item" minimum:"1" maximum:"18"`
	Value float64           `json:"value" doc:"0 unknown, 0.5 partial, 1 confirmed"`
}

// SheetPenalty is what a flag takes off the base.
type SheetPenalty struct {
	FlagID   record.ID         `json:"flag_id,omitzero" doc:"absent: raised today, by the day alone"`
	Rule     string            `json:"rule"`
	Subject  string            `json:"subject,omitzero"`
	Severity strategy.Severity `json:"severity"`
	Points   float64           `json:"points" doc:"half for a flag that something answers"`
}

// SheetBid is whether to bid; the conditions have the texts bid_condition.<code>.
type SheetBid struct {
	Decision   strategy.Decision `json:"decision"`
	Conditions []SheetCheck      `json:"conditions" nullable:"false"`
}

// SheetSymptom is a symptom of failure; its texts are symptom.<id>.title, .why and
// .do.
type SheetSymptom struct {
	ID    string                   `json:"id" enum:"DX-1,DX-2,DX-3,DX-4"`
	Score float64                  `json:"score" doc:"0 to 1; of DX-4 the number of signs, 0 to 6"`
	State strategy.State           `json:"state"`
	Parts []SheetShare             `json:"parts" nullable:"false" doc:"texts symptom_part.<code>; none for DX-4, and before the stage at which the symptom is looked for"`
	Signs []strategy.CompanionSign `json:"signs" nullable:"false" doc:"of DX-4"`
}

// SheetBell is a strength that the deal has; its texts are strength.<id>.title and
// .use.
type SheetBell struct {
	ID       string   `json:"id" doc:"ST-01 to ST-14"`
	Subjects []string `json:"subjects" nullable:"false" doc:"the influences it rests on; none: about the deal"`
}

// open fills in what only open deals have.
func (out *Sheet) open(x *app.Sheet) {
	d := &x.Diagnosis
	out.Parts, out.Symptoms = sheetParts(x), sheetSymptoms(x)
	out.Bid = &SheetBid{d.Bid.Decision, checks(x.Parts.Bid)}
	for _, b := range d.Strengths {
		out.Bells = append(out.Bells, SheetBell{b.ID, listOf(b.Subjects)})
	}
	if d.Gap != nil {
		out.Gap = new(round(*d.Gap, 2))
	}
}

func sheetParts(x *app.Sheet) *SheetParts {
	p := &x.Parts
	out := &SheetParts{Score: []SheetScorePart{}, Base: shares(p.Base), Support: []SheetSupport{},
		Coverage: checks(p.Coverage), Info: []SheetInfoPart{}, Process: shares(p.Process),
		Penalty: []SheetPenalty{}, Chance: []SheetRung{}, Withheld: p.Withheld}
	for _, s := range p.Score {
		out.Score = append(out.Score, SheetScorePart{s.Item, s.Points, s.Weight, round(s.Score, 2),
			round(s.Most, 2), s.Veto})
	}
	for _, s := range p.Support {
		out.Support = append(out.Support, SheetSupport{s.Person, round(s.Weight, 2), s.Support})
	}
	for _, i := range p.Info {
		out.Info = append(out.Info, SheetInfoPart(i))
	}
	for _, s := range playbook.Template() {
		if s.Stage.Selling() {
			out.Chance = append(out.Chance, SheetRung{s.Stage, playbook.WinProb(s.Stage),
				s.Stage.Order() <= x.Deal.StageVerified.Order()})
		}
	}
	for _, f := range p.Penalty {
		row := SheetPenalty{Rule: f.Flag.ID, Subject: f.Flag.Subject, Severity: f.Flag.Severity,
			Points: f.Points}
		for i := range x.Flags {
			if g := &x.Flags[i]; g.Rule == row.Rule && g.Subject == row.Subject {
				row.FlagID = g.ID
			}
		}
		out.Penalty = append(out.Penalty, row)
	}
	return out
}

func sheetSymptoms(x *app.Sheet) []SheetSymptom {
	d := &x.Diagnosis.Diagnoses
	out := []SheetSymptom{}
	for _, s := range []struct {
		id string
		strategy.Symptom
	}{{"DX-1", d.Island}, {"DX-2", d.Stuck}, {"DX-3", d.OutOfControl}} {
		parts := []SheetShare{}
		for _, p := range x.Parts.Symptoms {
			if p.Symptom == s.id {
				parts = append(parts, share(p.Share))
			}
		}
		out = append(out, SheetSymptom{s.id, round(s.Score, 3), s.State, parts, []strategy.CompanionSign{}})
	}
	return append(out, SheetSymptom{"DX-4", float64(d.Companion), d.CompanionState(), []SheetShare{},
		listOf(x.Parts.Companion)})
}

func share(s strategy.Share) SheetShare {
	return SheetShare{s.Code, s.Weight, round(s.Value, 4), round(100*s.Weight*s.Value, 1)}
}

func shares(list []strategy.Share) []SheetShare {
	out := make([]SheetShare, len(list))
	for i, s := range list {
		out[i] = share(s)
	}
	return out
}

func checks(list []strategy.Check) []SheetCheck {
	out := make([]SheetCheck, len(list))
	for i, c := range list {
		out[i] = SheetCheck(c)
	}
	return out
}
