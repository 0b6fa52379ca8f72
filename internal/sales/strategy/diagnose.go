package strategy

import (
	"slices"

	"sente/internal/sales/calendar"
	"sente/internal/sales/playbook"
	"sente/internal/sales/qualify"
)

// Diagnosis is what the method says of a dossier. Numbers are unrounded; its
// JSON form (dossier.md 14) rounds them. A member whose rules are not part of
// the engine yet is absent from the JSON form.
type Diagnosis struct {
	ID           string
	AsOf         calendar.Day
	Status       DealStatus
	SSO          Sentence
	Score        qualify.Result
	MANScore     int           // 0 to 3
	Grade        qualify.Grade // "" when there is none: from S3, and closed deals
	Position     Position
	Persons      []Person // in the dossier's order, gone ones too
	Gate         playbook.Gate
	GateComplete bool   // every criterion of Gate is decided
	Health       Health // zero for closed deals
	Featured     float64
	WinProb      float64  // 0 to 1
	Forecast     *float64 // money in major units; nil without an amount
	Flags        []Flag   // worst first
	Collection   *Collection
	SealedFrom   calendar.Day // from tender issue to bid opening; 0 when one is unknown
	SealedTo     calendar.Day
	Cases        []Case // of compliance, by id and subject

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
// rules. It does not change the dossier, but the diagnosis points into it.
func Diagnose(d *Dossier) Diagnosis {
	var v view
	v.see(d)
	out := Diagnosis{
		ID:       d.ID,
		AsOf:     d.AsOf,
		Status:   d.Deal.Status,
		SSO:      d.Deal.sentence(),
		Score:    v.score,
		MANScore: d.Deal.MAN.Score(),
		Position: v.position(),
		Persons:  v.persons,
		Featured: v.featured(),
		WinProb:  d.Deal.winProb(),
		Forecast: d.Deal.forecast(),
	}
	if v.open {
		v.diagnoseOpen(&out)
	}
	out.Collection = v.collection()
	v.comply(&out)
	return out
}

// diagnoseOpen adds what only open deals have.
func (v *view) diagnoseOpen(out *Diagnosis) {
	out.Status = Open
	v.raiseAll()
	out.Flags = v.flags
	out.Gate = v.gate()
	out.GateComplete = v.gateComplete()
	out.Health = v.health(out.Gate)
	if !v.from(playbook.S3) {
		large := v.score.LargeChance(v.Deal.Q2)
		out.Grade = qualify.GradeOf(large, qualify.ShortTime(v.AsOf, v.Deal.ExpectedClose))
	}
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
	return new(percentOf(*d.Amount, d.winPercent()))
}
