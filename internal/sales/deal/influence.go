package deal

import (
	"encoding/json"
	"slices"

	"sente/internal/sales/calendar"
	"sente/internal/sales/influence"
	"sente/internal/sales/record"
	"sente/internal/sales/strategy"
)

// Influence is a person who has a say in the deal: a contact of the customer in
// his buying roles. Values that change over time (roles, support, mode, gap,
// contact, presence) are derived from observations; the row holds the present
// ones.
type Influence struct {
	record.Meta
	DealID    record.ID `json:"deal_id" db:"deal_id"`
	ContactID record.ID `json:"contact_id" db:"contact_id"`
	InfluenceFields
	Observed
	Place *Place `json:"place,omitzero" db:"place,json" doc:"where the card lies on the map"`
}

// InfluenceFields are what people write about an influence.
type InfluenceFields struct {
	RoleVerified     bool              `json:"role_verified,omitzero" db:"role_verified"`
	Level            influence.Level   `json:"influence,omitzero" db:"influence"`
	LastContactOn    calendar.Day      `json:"last_contact_on,omitzero" db:"last_contact_on" format:"date"`
	CounterpartID    record.ID         `json:"counterpart_id,omitzero" db:"counterpart_id" doc:"the colleague of the same level"`
	C1               *bool             `json:"c1,omitzero" db:"c1" doc:"coach test: he finds us credible"`
	C2               *bool             `json:"c2,omitzero" db:"c2" doc:"coach test: the buying influences find him credible"`
	C3               *bool             `json:"c3,omitzero" db:"c3" doc:"coach test: he wants our solution"`
	WantsSuccess     *bool             `json:"wants_success,omitzero" db:"wants_success"`
	Hidden           bool              `json:"hidden,omitzero" db:"hidden" doc:"a hidden coach: known to the owner and the managers above"`
	Results          []strategy.Result `json:"results,omitempty" db:"results,json" doc:"what his organisation gains"`
	Wins             []string          `json:"wins,omitempty" db:"wins,json" doc:"what he gains himself, lawful motives only"`
	MovedPostOn      calendar.Day      `json:"moved_post_on,omitzero" db:"moved_post_on" format:"date"`
	CompetitorTies   []string          `json:"competitor_ties,omitempty" db:"competitor_ties,json"`
	Threatened       bool              `json:"threatened,omitzero" db:"threatened"`
	Insider          bool              `json:"insider,omitzero" db:"insider"`
	Blocker          bool              `json:"blocker,omitzero" db:"blocker"`
	InternalPromoter bool              `json:"internal_promoter,omitzero" db:"internal_promoter"`
	Plan             string            `json:"plan,omitzero" db:"plan" maxLength:"4000" doc:"approach plan"`
}

// Observed are the present values of what is observed over time.
type Observed struct {
	Roles       []influence.Role  `json:"roles,omitempty" db:"roles,json"`
	Support     influence.Support `json:"support,omitzero" db:"support" minimum:"-5" maximum:"5"`
	Mode        influence.Mode    `json:"mode,omitzero" db:"mode"`
	Expectation *int              `json:"expectation,omitzero" db:"expectation" minimum:"0" maximum:"10"`
	Reality     *int              `json:"reality,omitzero" db:"reality" minimum:"0" maximum:"10"`
	Baseline    *int              `json:"baseline,omitzero" db:"baseline" minimum:"0" maximum:"10"`
	Contact     influence.Contact `json:"contact" db:"contact" minimum:"0" maximum:"4" required:"false"`
	ContactPeak influence.Contact `json:"contact_peak" db:"contact_peak" minimum:"0" maximum:"4" required:"false"`
	JoinedOn    calendar.Day      `json:"joined_on,omitzero" db:"joined_on" format:"date"`
	LeftOn      calendar.Day      `json:"left_on,omitzero" db:"left_on" format:"date"`
}

// Place is where a card lies on the influence map, in map units.
type Place struct {
	X float64 `json:"x"`
	Y float64 `json:"y"`
}

// About says that the row speaks of this influence.
func (i Influence) About() record.ID { return i.ID }

// OnlyHidden reports whether the person exists for the owner and the managers
// above alone: a hidden coach without any other role (ground rule of coach
// protection).
func (i *Influence) OnlyHidden() bool {
	return i.Hidden && !slices.ContainsFunc(i.Roles, influence.Role.Key)
}

// ModeNow is the feedback mode as set, else as it follows from the gap; "" unknown.
func (i *Influence) ModeNow() influence.Mode {
	if i.Mode != "" {
		return i.Mode
	}
	return influence.ComputedMode(i.Expectation, i.Reality, i.Baseline)
}

// Observation is one value of one field, as seen on a day. Observations are
// never changed; the latest by On, then by ID, is the present value.
type Observation struct {
	ID          record.ID        `json:"id" db:"id"`
	DealID      record.ID        `json:"deal_id" db:"deal_id"`
	InfluenceID record.ID        `json:"influence_id,omitzero" db:"influence_id" doc:"absent: an observation of the deal itself"`
	Field       string           `json:"field" db:"field"`
	Value       json.RawMessage  `json:"value" db:"value,json"`
	On          calendar.Day     `json:"on" db:"on_day" format:"date" doc:"when it was true"`
	RecordedAt  calendar.Instant `json:"recorded_at" db:"recorded_at" doc:"when we knew it"`
	ByID        record.ID        `json:"by_id" db:"by_id"`
	Origin      Origin           `json:"source" db:"origin"`
	Evidence    string           `json:"evidence,omitzero" db:"evidence" maxLength:"2000"`
}

// About says of which influence the observation speaks.
func (o Observation) About() record.ID { return o.InfluenceID }

// Origin is how we know an observed value.
type Origin string

// All lists the origins.
func (Origin) All() []Origin { return []Origin{"own_eyes", "coach", "guess", "document"} }

// Edge says that From influences To; both are influences of the deal.
type Edge struct {
	ID     record.ID `json:"-" db:"id"`
	DealID record.ID `json:"-" db:"deal_id"`
	FromID record.ID `json:"from_id" db:"from_id"`
	ToID   record.ID `json:"to_id" db:"to_id"`
}
