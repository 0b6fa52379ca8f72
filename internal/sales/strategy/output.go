package strategy

import (
	"bytes"
	"encoding/json"

	"sente/internal/sales/bargain"
	"sente/internal/sales/calendar"
	"sente/internal/sales/playbook"
	"sente/internal/sales/qualify"
)

// wire is a Diagnosis as it stands in JSON; the order is that of dossier.md 14.
// Pointers that are nil are null.
type wire struct {
	ID          *string         `json:"id"`
	AsOf        calendar.Day    `json:"as_of"`
	Status      DealStatus      `json:"status"`
	SSO         Sentence        `json:"sso"`
	Score       wireScore       `json:"score"`
	MANScore    int             `json:"man_score"`
	Grade       *qualify.Grade  `json:"grade"`
	Position    wirePosition    `json:"position"`
	Persons     []wirePerson    `json:"persons"`
	Health      *wireHealth     `json:"health"`
	Featured    float64         `json:"featured_weight"`
	WinProb     float64         `json:"win_prob"`
	Forecast    *float64        `json:"forecast"`
	Adjusted    *float64        `json:"forecast_adjusted"`
	Gap         *float64        `json:"temperature_gap"`
	Flags       []Flag          `json:"flags"`
	Strengths   []Bell          `json:"strengths"`
	Diagnoses   *wireDiagnoses  `json:"diagnoses"`
	Gate        *wireGate       `json:"gate"`
	Bid         *wireBid        `json:"bid_decision"`
	Negotiation wireNegotiation `json:"negotiation"`
	Collection  *wireCollection `json:"collection"`
	Compliance  wireCompliance  `json:"compliance"`
}

type wireScore struct {
	Score20    float64        `json:"score20"`
	Final      bool           `json:"final"`
	Min        float64        `json:"min"`
	Max        float64        `json:"max"`
	Pass       *bool          `json:"pass"`
	VetoFailed []qualify.Item `json:"veto_failed"`
}

type wirePosition struct {
	Stage       *playbook.Position `json:"stage"`
	Urgency     *Urgency           `json:"urgency"`
	Competition *Competition       `json:"competition"`
	Temperature *float64           `json:"temperature"`
	Band        *Band              `json:"temperature_band"`
}

type wirePerson struct {
	ID       string   `json:"id"`
	Gap      *int     `json:"gap"`
	Computed *string  `json:"mode_computed"`
	Mode     *string  `json:"mode"`
	Weight   *float64 `json:"weight"`
	Drop     int      `json:"support_drop"`
}

type wireHealth struct {
	Support         float64 `json:"SUP"`
	Coverage        float64 `json:"COV"`
	Qualification   float64 `json:"QUA"`
	Information     float64 `json:"INF"`
	Competition     float64 `json:"CMP"`
	Process         float64 `json:"PRC"`
	WeightSum       float64 `json:"weight_sum"`
	WeightedSupport float64 `json:"weighted_support"`
	Base            float64 `json:"base"`
	PenaltyRaw      float64 `json:"penalty_raw"`
	Penalty         float64 `json:"penalty"`
	Index           int     `json:"dhi"`
}

type wireDiagnoses struct {
	Island       wireSymptom `json:"dx1"`
	Stuck        wireSymptom `json:"dx2"`
	OutOfControl wireSymptom `json:"dx3"`
	Companion    wireSymptom `json:"dx4"`
}

type wireSymptom struct {
	Score float64 `json:"score"`
	State State   `json:"state"`
}

type wireBid struct {
	Go       bool        `json:"go"`
	Decision Decision    `json:"decision"`
	Failed   []Condition `json:"failed"`
}

type wireNegotiation struct {
	Violations []bargain.Violation `json:"violations"`
	Disordered []string            `json:"invalid_issues"`
}

type wireGate struct {
	Stage playbook.Stage  `json:"stage"`
	Met   int             `json:"met"`
	Total int             `json:"total"`
	Unmet []playbook.Exit `json:"unmet"`
}

type wireCollection struct {
	SumPct     float64  `json:"sum_pct"`
	Valid      bool     `json:"valid"`
	Collected  *float64 `json:"collected_ratio"`
	Complete   bool     `json:"complete"`
	MaxOverdue int      `json:"max_overdue_days"`
}

type wireCompliance struct {
	Sealed *wireWindow `json:"sealed_window"`
	Cases  []Case      `json:"cases"`
}

type wireWindow struct {
	From calendar.Day `json:"from"`
	To   calendar.Day `json:"to"`
}

// MarshalJSON writes the form of dossier.md 14, numbers rounded.
func (d Diagnosis) MarshalJSON() ([]byte, error) {
	w := wire{
		ID:         known(d.ID),
		AsOf:       d.AsOf,
		Status:     d.Status,
		SSO:        d.SSO,
		Score:      d.wireScore(),
		MANScore:   d.MANScore,
		Grade:      known(d.Grade),
		Position:   d.wirePosition(),
		Persons:    make([]wirePerson, len(d.Persons)),
		Featured:   round(d.Featured, 2),
		WinProb:    round(d.WinProb, 2),
		Forecast:   rounded(d.Forecast, 2),
		Adjusted:   rounded(d.Adjusted, 2),
		Gap:        rounded(d.Gap, 2),
		Flags:      append([]Flag{}, d.Flags...),
		Strengths:  make([]Bell, len(d.Strengths)),
		Collection: d.wireCollection(),
		Compliance: wireCompliance{Cases: append([]Case{}, d.Cases...)},
		Negotiation: wireNegotiation{append([]bargain.Violation{}, d.Violations...),
			append([]string{}, d.Disordered...)},
	}
	for i := range d.Persons {
		w.Persons[i] = d.Persons[i].wire()
	}
	for i, b := range d.Strengths {
		w.Strengths[i] = Bell{b.ID, append([]string{}, b.Subjects...)}
	}
	if d.Status == Open {
		w.Health, w.Diagnoses, w.Gate, w.Bid = d.Health.wire(), d.Diagnoses.wire(), d.wireGate(), d.Bid.wire()
	}
	if d.SealedFrom != 0 {
		w.Compliance.Sealed = &wireWindow{d.SealedFrom, d.SealedTo}
	}
	return plain(w)
}

// plain writes JSON with < > & as they are.
func plain(value any) ([]byte, error) {
	var b bytes.Buffer
	enc := json.NewEncoder(&b)
	enc.SetEscapeHTML(false)
	err := enc.Encode(value)
	return b.Bytes(), err
}

// known is nil for the zero value, which is null in JSON.
func known[T comparable](v T) *T {
	var zero T
	if v == zero {
		return nil
	}
	return &v
}

func rounded(x *float64, places int) *float64 {
	if x == nil {
		return nil
	}
	return new(round(*x, places))
}

func (d *Diagnosis) wireScore() wireScore {
	s := d.Score
	return wireScore{
		Score20:    round(s.Score20, 2),
		Final:      s.Final,
		Min:        round(s.Score20, 2),
		Max:        round(s.Max, 2),
		Pass:       s.Pass,
		VetoFailed: append([]qualify.Item{}, s.VetoFailed...),
	}
}

func (d *Diagnosis) wirePosition() wirePosition {
	p := d.Position
	return wirePosition{
		Stage:       known(p.Stage),
		Urgency:     known(p.Urgency),
		Competition: known(p.Competition),
		Temperature: rounded(p.Temperature, 2),
		Band:        known(p.Band),
	}
}

func (p *Person) wire() wirePerson {
	w := wirePerson{
		ID:       p.ID,
		Computed: known(string(p.Computed)),
		Mode:     known(string(p.Current)),
		Drop:     p.Drop,
	}
	if p.GapKnown {
		w.Gap = &p.Gap
	}
	if p.Key {
		w.Weight = new(round(p.Weight, 2))
	}
	return w
}

func (h Health) wire() *wireHealth {
	return &wireHealth{
		Support:         round(h.Support, 4),
		Coverage:        round(h.Coverage, 4),
		Qualification:   round(h.Qualification, 4),
		Information:     round(h.Information, 4),
		Competition:     round(h.Competition, 4),
		Process:         round(h.Process, 4),
		WeightSum:       round(h.WeightSum, 2),
		WeightedSupport: round(h.WeightedSupport, 2),
		Base:            round(h.Base, 2),
		PenaltyRaw:      round(h.PenaltyRaw, 2),
		Penalty:         round(h.Penalty, 2),
		Index:           h.Index,
	}
}

func (d Diagnoses) wire() *wireDiagnoses {
	return &wireDiagnoses{d.Island.wire(), d.Stuck.wire(), d.OutOfControl.wire(),
		wireSymptom{float64(d.Companion), d.CompanionState()}}
}

func (s Symptom) wire() wireSymptom { return wireSymptom{round(s.Score, 3), s.State} }

func (b BidDecision) wire() *wireBid {
	return &wireBid{b.Decision == GoAhead, b.Decision, append([]Condition{}, b.Failed...)}
}

func (d *Diagnosis) wireGate() *wireGate {
	g := d.Gate
	return &wireGate{g.Stage, g.Met(), g.Total(), g.Unmet()}
}

func (d *Diagnosis) wireCollection() *wireCollection {
	c := d.Collection
	if c == nil {
		return nil
	}
	return &wireCollection{round(c.SumPct, 2), c.Valid, rounded(c.Collected, 4), c.Complete, c.MaxOverdue}
}
