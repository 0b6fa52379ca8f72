package strategy

import (
	"slices"
	"strconv"

	"sente/internal/sales/calendar"
)

// Field is the code of a fact; its text is fact.<code> in the catalogue.
type Field string

// The fields that explain flags, with the form of their values.
const (
	FieldStage        Field = "stage"         // stage code
	FieldCompetition  Field = "competition"   // closed list Competition
	FieldHoldersEB    Field = "holders_eb"    // number
	FieldHoldersTB    Field = "holders_tb"    // number
	FieldHoldersUB    Field = "holders_ub"    // number
	FieldValidCoaches Field = "valid_coaches" // number
	FieldCoachRank    Field = "coach_rank"    // 1 to 5, the highest
	FieldNear         Field = "near"          // number of key persons
	FieldReceptive    Field = "receptive"     // number of persons in mode G or T
	FieldEBChangedAt  Field = "eb_changed_at" // date
	FieldRoles        Field = "roles"         // one fact per role
	FieldRoleVerified Field = "role_verified" // yes, no
	FieldInfluence    Field = "influence"     // H, M, L
	FieldSupport      Field = "support"       // -5 to 5
	FieldSupportDrop  Field = "support_drop"  // points
	FieldMode         Field = "mode"          // G, T, EK, OC
	FieldModeSet      Field = "mode_set"      // the same, set by the user
	FieldModeComputed Field = "mode_computed" // the same, from E, R and B
	FieldContact      Field = "contact"       // 0 to 4
	FieldLevelRank    Field = "level_rank"    // 1 to 5
	FieldCounterpart  Field = "counterpart"   // text
	FieldPlan         Field = "plan"          // text
	FieldLast         Field = "last"          // date
	FieldJoinedAt     Field = "joined_at"     // date
	FieldLeftAt       Field = "left_at"       // date
	FieldMovedPostAt  Field = "moved_post_at" // date
	FieldThreatened   Field = "threatened"    // yes, no
	FieldInsider      Field = "insider"       // yes, no
	FieldPromoter     Field = "promoter"      // yes, no
	FieldCredits      Field = "c1"            // yes, no
	FieldCredible     Field = "c2"            // yes, no
	FieldWantsUs      Field = "c3"            // yes, no
	FieldGroupCalls   Field = "group_calls"   // number in 30 days
	FieldAttendee     Field = "attendee"      // person's rank, subject the person
	FieldCoachAgreed  Field = "coach_agreed"  // yes, no
	FieldEvent        Field = "account_event" // closed list EventKind
	FieldSeenAt       Field = "last_seen"     // date
	FieldBody         Field = "external_body" // name; empty when unnamed
)

// Fields lists the fields that the rules point at, each once, in the rules' order.
func Fields() []Field {
	var out []Field
	for _, fam := range families {
		for _, r := range fam.rules {
			out = append(out, r.facts...)
		}
	}
	seen := map[Field]bool{}
	return slices.DeleteFunc(out, func(f Field) bool {
		again := seen[f]
		seen[f] = true
		return again
	})
}

// Fact is one thing that raised a flag, e.g. {contact, P1, 1}. Subject is a
// person's id, or the flag's subject when that is no person, or "" for the deal.
// Value is a code, a number, a date YYYY-MM-DD, or yes and no; "" is unknown.
type Fact struct {
	Field   Field  `json:"field"`
	Subject string `json:"subject,omitzero"`
	Value   string `json:"value,omitzero"`
}

// Explain gives the facts that raised a flag of the dossier, in the order in
// which they are best read; nil for an unknown rule. It costs as much as a few
// rules, so ask for it only when the facts are shown or stored.
func Explain(d *Dossier, f Flag) []Fact {
	var v view
	v.see(d)
	for _, fam := range families {
		for i := range fam.rules {
			if r := &fam.rules[i]; r.id == f.ID {
				return v.explain(r, f.Subject)
			}
		}
	}
	return nil
}

func (v *view) explain(r *rule, subject string) []Fact {
	out := make([]Fact, 0, len(r.facts)+2)
	p := v.person(subject)
	for _, field := range r.facts {
		switch field {
		case FieldRoles:
			if p != nil {
				out = appendRoles(out, p)
			}
		case FieldAttendee:
			out = v.appendAttendees(out, subject)
		default:
			if value, about, ok := v.fact(field, p, subject); ok {
				out = append(out, Fact{field, about, value})
			}
		}
	}
	return out
}

func appendRoles(out []Fact, p *Person) []Fact {
	for _, r := range p.Roles {
		out = append(out, Fact{FieldRoles, p.ID, string(r)})
	}
	return out
}

// appendAttendees adds those of a day's calls who rank above a coach.
func (v *view) appendAttendees(out []Fact, day string) []Fact {
	for i := range v.Calls {
		c := &v.Calls[i]
		if c.At.String() != day || !isNot(c.CoachAgreed) {
			continue
		}
		for _, id := range c.Who {
			if p := v.person(id); v.aboveCoach(p) {
				out = append(out, Fact{FieldAttendee, id, strconv.Itoa(p.LevelRank)})
			}
		}
	}
	return out
}

// fact is the value of a field and what it is about; not ok when the field says
// nothing here.
func (v *view) fact(field Field, p *Person, subject string) (value, about string, ok bool) {
	if value, ok := v.dealFact(field); ok {
		return value, "", true
	}
	if p != nil {
		if field == FieldGroupCalls {
			return strconv.Itoa(v.groupCalls(p.ID)), p.ID, true
		}
		value, ok := p.fact(field)
		return value, p.ID, ok
	}
	switch field {
	case FieldCoachAgreed:
		return "no", subject, true
	case FieldEvent:
		return v.eventOn(subject), subject, true
	case FieldSeenAt:
		return v.lastSeen(subject).String(), subject, true
	case FieldBody:
		return subject, subject, true
	}
	return "", "", false
}

// eventOn is the kind of the unreviewed event of a day.
func (v *view) eventOn(day string) string {
	i := slices.IndexFunc(v.Account.Events, func(e AccountEvent) bool {
		return !e.Reviewed && e.At.String() == day && (e.Kind == Reorganisation || e.Kind == LeaderChange)
	})
	if i < 0 {
		return ""
	}
	return string(v.Account.Events[i].Kind)
}

// dealFact is the value of a field of the deal.
func (v *view) dealFact(field Field) (string, bool) {
	switch field {
	case FieldStage:
		return string(v.Deal.Stage), true
	case FieldCompetition:
		return string(v.Deal.Competition), true
	case FieldHoldersEB:
		return strconv.Itoa(v.count(func(p *Person) bool { return p.Key && p.eb })), true
	case FieldHoldersTB:
		return strconv.Itoa(v.count((*Person).keyTB)), true
	case FieldHoldersUB:
		return strconv.Itoa(v.count((*Person).keyUB)), true
	case FieldValidCoaches:
		return strconv.Itoa(v.coaches), true
	case FieldCoachRank:
		return number(v.rank), true
	case FieldNear:
		return strconv.Itoa(v.near), true
	case FieldReceptive:
		return strconv.Itoa(v.count((*Person).receptive)), true
	case FieldEBChangedAt:
		return v.Deal.EBChangedAt.String(), v.within(v.Deal.EBChangedAt, 60)
	}
	return "", false
}

// fact is the value of a field of the person; not ok when he has no such field.
func (p *Person) fact(field Field) (string, bool) {
	if day, ok := p.dayFact(field); ok {
		return day.String(), day != 0
	}
	if b, ok := p.boolFact(field); ok {
		return yesNo(b), true
	}
	switch field {
	case FieldInfluence:
		return string(p.Level), true
	case FieldSupport:
		return number(int(p.Support)), true
	case FieldSupportDrop:
		return strconv.Itoa(p.Drop), true
	case FieldMode:
		return string(p.Current), true
	case FieldModeSet:
		return string(p.Influence.Mode), true
	case FieldModeComputed:
		return string(p.Computed), true
	case FieldContact:
		return strconv.Itoa(int(p.Contact)), true
	case FieldLevelRank:
		return number(p.LevelRank), true
	case FieldCounterpart:
		return p.Counterpart, true
	case FieldPlan:
		return p.Plan, true
	}
	return "", false
}

func (p *Person) dayFact(field Field) (calendar.Day, bool) {
	switch field {
	case FieldLast:
		return p.Last, true
	case FieldJoinedAt:
		return p.JoinedAt, true
	case FieldLeftAt:
		return p.LeftAt, true
	case FieldMovedPostAt:
		return p.MovedPostAt, true
	}
	return 0, false
}

func (p *Person) boolFact(field Field) (*bool, bool) {
	switch field {
	case FieldRoleVerified:
		return &p.RoleVerified, true
	case FieldThreatened:
		return &p.Threatened, true
	case FieldInsider:
		return &p.Insider, true
	case FieldPromoter:
		return &p.Promoter, true
	case FieldCredits:
		return p.Coach.Credits, true
	case FieldCredible:
		return p.Coach.Credible, true
	case FieldWantsUs:
		return p.Coach.WantsUs, true
	}
	return nil, false
}

// number is the decimal form, "" for an unknown 0.
func number(n int) string {
	if n == 0 {
		return ""
	}
	return strconv.Itoa(n)
}

func yesNo(b *bool) string {
	switch {
	case b == nil:
		return ""
	case *b:
		return "yes"
	}
	return "no"
}
