package strategy

import (
	"slices"

	"sente/internal/sales/bargain"
	"sente/internal/sales/calendar"
	"sente/internal/sales/playbook"
	"sente/internal/sales/qualify"
)

// Diagnosis is what the method says of a dossier. Numbers are unrounded; its
// JSON form (dossier.md 14) rounds them.
type Diagnosis struct {
	ID         string
	AsOf       calendar.Day
	Status     DealStatus
	SSO        Sentence
	Score      qualify.Result
	MANScore   int           // 0 to 3
	Grade      qualify.Grade // "" for closed deals
	Position   Position
	Persons    []Person      // in the dossier's order, gone ones too
	Gate       playbook.Gate // zero for closed deals
	Health     Health        // zero for closed deals
	Featured   float64
	WinProb    float64   // 0 to 1
	Forecast   *float64  // money in major units; nil without an amount
	Adjusted   *float64  // the forecast by health; nil for closed deals too
	Gap        *float64  // felt temperature minus health; nil for closed deals too
	Flags      []Flag    // worst first
	Strengths  []Bell    // by id; none for closed deals
	Diagnoses  Diagnoses // zero for closed deals
	Bid        BidDecision
	Violations []bargain.Violation // of the rules of bargaining, worst first
	Disordered []string            // issues of bargaining whose values do not rise for us
	Collection *Collection
	SealedFrom calendar.Day // from tender issue to bid opening; 0 when one is unknown
	SealedTo   calendar.Day
	Cases      []Case // of compliance, by id and subject
}

// Position is where the deal stands; unknown members are empty.
type Position struct {
	Stage       playbook.Position
	Urgency     Urgency
	Competition Competition
	Temperature *float64 // 0 to 100, as felt
	Band        Band
}

// Band says how warm a felt temperature is; both ends deserve a check.
type Band string

// The bands of temperature (method.md 5.2).
const (
	Panic       Band = "panic"       // up to 20
	Worry       Band = "worry"       // up to 40
	Fair        Band = "ok"          // up to 60
	Comfortable Band = "comfortable" // up to 80
	Euphoric    Band = "euphoric"
)

// All lists the bands from the coldest.
func (Band) All() []Band { return []Band{Panic, Worry, Fair, Comfortable, Euphoric} }

// Valid reports whether b is one of the bands.
func (b Band) Valid() bool { return slices.Contains(b.All(), b) }

// BandOf is the band of a temperature, "" for an unknown one.
func BandOf(temperature *float64) Band {
	if temperature == nil {
		return ""
	}
	switch t := nine(*temperature); {
	case t <= 20:
		return Panic
	case t <= 40:
		return Worry
	case t <= 60:
		return Fair
	case t <= 80:
		return Comfortable
	}
	return Euphoric
}

// Diagnose evaluates a dossier that ReadDossier accepted or that keeps the same
// rules, by the settings of the method. It does not change the dossier, but the
// diagnosis points into it.
func Diagnose(d *Dossier) Diagnosis { return DiagnoseWith(Defaults(), d) }

// DiagnoseWith is Diagnose by other settings, which Check accepts.
func DiagnoseWith(s *Settings, d *Dossier) Diagnosis {
	var v view
	return v.diagnose(s, d)
}

func (v *view) diagnose(s *Settings, d *Dossier) Diagnosis {
	v.see(s, d)
	out := Diagnosis{
		ID:       d.ID,
		AsOf:     d.AsOf,
		Status:   d.Deal.Status,
		SSO:      d.Deal.sentence(),
		Score:    v.score,
		MANScore: d.Deal.MAN.Score(),
		Position: v.position(),
		Persons:  v.persons,
		Featured: v.featured,
		WinProb:  d.Deal.winProb(),
		Forecast: d.Deal.forecast(),
	}
	v.flags = make([]Flag, 0, 12)
	v.raiseAll(false)
	if v.open {
		v.diagnoseOpen(&out)
	}
	v.sortFlags()
	out.Flags = v.flags
	out.Collection = v.collection()
	v.comply(&out)
	return out
}

// diagnoseOpen adds what only open deals have, in the order of dossier.md 5: the
// gate looks at the flags, health at the gate, the late rules at health.
func (v *view) diagnoseOpen(out *Diagnosis) {
	out.Status = Open
	out.Gate = v.gate()
	out.Health = v.health(out.Gate)
	v.index, v.grade = out.Health.Index, v.graded(out.Health.Index)
	if t := v.Deal.Temperature; t != nil {
		v.temperatureGap = new(*t - float64(out.Health.Index))
	}
	v.raiseAll(true)
	out.Grade, out.Gap = v.grade, v.temperatureGap
	out.Diagnoses = v.symptoms()
	out.Strengths = v.bells()
	out.Bid = v.bidDecision()
	out.Adjusted = v.Deal.adjusted(out.Health.Index)
	if v.Negotiation != nil {
		out.Violations, out.Disordered = v.violations, v.Negotiation.Disordered()
	}
}

// largeFrom is the health index from which the chance counts as large from S3 on.
const largeFrom = 50

// graded crosses chance and time: the chance by the score before S3, by health
// from there on.
func (v *view) graded(index int) qualify.Grade {
	large := index >= largeFrom
	if !v.from(playbook.S3) {
		large = v.score.LargeChance(v.Deal.Q2)
	}
	return qualify.GradeOf(large, qualify.ShortTime(v.AsOf, v.Deal.ExpectedClose))
}

func (v *view) position() Position {
	d := &v.Deal
	return Position{
		Stage:       playbook.Of(d.Stage).Position,
		Urgency:     d.Urgency,
		Competition: d.Competition,
		Temperature: d.Temperature,
		Band:        BandOf(d.Temperature),
	}
}

// winPercent is the probability that the deal has earned, in percent.
func (d *Deal) winPercent() int {
	switch {
	case d.Status == Won:
		return 100
	case d.Status.open():
		return playbook.Of(d.StageVerified).Probability
	}
	return 0
}

func (d *Deal) winProb() float64 { return float64(d.winPercent()) / 100 }

// forecast is amount times probability; nil without an amount. Amounts of up to
// two decimals are multiplied exactly.
func (d *Deal) forecast() *float64 {
	if d.Amount == nil {
		return nil
	}
	return new(portion(*d.Amount, d.winPercent(), 100))
}

// adjusted is the forecast times a factor from 0.5 at health 0 to 1 at 100.
func (d *Deal) adjusted(index int) *float64 {
	if d.Amount == nil {
		return nil
	}
	return new(portion(*d.Amount, d.winPercent()*(100+index), 100*200))
}
