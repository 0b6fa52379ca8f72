package strategy

import (
	"bytes"
	"encoding/json"

	"sente/internal/sales/calendar"
	"sente/internal/sales/playbook"
	"sente/internal/sales/qualify"
)

// wire is a Diagnosis as it stands in JSON; the order is that of dossier.md 14.
// Pointers that are nil are null; members with omitzero are absent then.
type wire struct {
	ID         *string         `json:"id"`
	AsOf       calendar.Day    `json:"as_of"`
	Status     DealStatus      `json:"status"`
	SSO        Sentence        `json:"sso"`
	Score      wireScore       `json:"score"`
	MANScore   int             `json:"man_score"`
	Grade      optional        `json:"grade,omitzero"`
	Position   wirePosition    `json:"position"`
	Persons    []wirePerson    `json:"persons"`
	Health     optional        `json:"health,omitzero"`
	Featured   float64         `json:"featured_weight"`
	WinProb    float64         `json:"win_prob"`
	Forecast   *float64        `json:"forecast"`
	Flags      []Flag          `json:"flags"`
	Gate       optional        `json:"gate,omitzero"`
	Collection *wireCollection `json:"collection"`
	Compliance wireCompliance  `json:"compliance"`
}

// optional is a member that may be absent; a present one may be null.
type optional struct {
	Present bool
	Value   any
}

// IsZero reports whether the member is absent.
func (o optional) IsZero() bool { return !o.Present }

// MarshalJSON writes the value.
func (o optional) MarshalJSON() ([]byte, error) { return json.Marshal(o.Value) }

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
	Support         float64  `json:"SUP"`
	Coverage        float64  `json:"COV"`
	Qualification   float64  `json:"QUA"`
	Information     float64  `json:"INF"`
	Competition     float64  `json:"CMP"`
	Process         *float64 `json:"PRC,omitzero"`
	WeightSum       float64  `json:"weight_sum"`
	WeightedSupport float64  `json:"weighted_support"`
	Base            *float64 `json:"base,omitzero"`
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
		Grade:      d.wireGrade(),
		Position:   d.wirePosition(),
		Persons:    make([]wirePerson, len(d.Persons)),
		Health:     d.wireHealth(),
		Featured:   round(d.Featured, 2),
		WinProb:    round(d.WinProb, 2),
		Forecast:   rounded(d.Forecast, 2),
		Flags:      append([]Flag{}, d.Flags...),
		Gate:       d.wireGate(),
		Collection: d.wireCollection(),
		Compliance: wireCompliance{Cases: append([]Case{}, d.Cases...)},
	}
	for i := range d.Persons {
		w.Persons[i] = d.Persons[i].wire()
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

// wireGrade is null for closed deals and absent from S3 on, where it needs the
// health index.
func (d *Diagnosis) wireGrade() optional {
	switch {
	case d.Status != Open:
		return optional{Present: true}
	case d.Grade != "":
		return optional{true, d.Grade}
	}
	return optional{}
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

func (d *Diagnosis) wireHealth() optional {
	if d.Status != Open {
		return optional{Present: true}
	}
	h := d.Health
	w := wireHealth{
		Support:         round(h.Support, 4),
		Coverage:        round(h.Coverage, 4),
		Qualification:   round(h.Qualification, 4),
		Information:     round(h.Information, 4),
		Competition:     round(h.Competition, 4),
		WeightSum:       round(h.WeightSum, 2),
		WeightedSupport: round(h.WeightedSupport, 2),
	}
	if h.Complete {
		w.Process, w.Base = new(round(h.Process, 4)), new(round(h.Base, 2))
	}
	return optional{true, w}
}

// wireGate is null for closed deals and absent while a criterion cannot be
// decided.
func (d *Diagnosis) wireGate() optional {
	switch {
	case d.Status != Open:
		return optional{Present: true}
	case !d.GateComplete:
		return optional{}
	}
	g := d.Gate
	return optional{true, wireGate{g.Stage, g.Met(), g.Total(), g.Unmet()}}
}

func (d *Diagnosis) wireCollection() *wireCollection {
	c := d.Collection
	if c == nil {
		return nil
	}
	return &wireCollection{round(c.SumPct, 2), c.Valid, rounded(c.Collected, 4), c.Complete, c.MaxOverdue}
}
