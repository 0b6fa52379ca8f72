package strategy

import (
	"strconv"

	"sente/internal/sales/calendar"
)

// personFacts are the fields that say one thing of a person; not ok when there is
// nothing to say.
var personFacts = map[Field]func(*Person) (value string, ok bool){
	FieldRoleVerified: func(p *Person) (string, bool) { return yesNo(&p.RoleVerified), true },
	FieldInfluence:    func(p *Person) (string, bool) { return string(p.Level), true },
	FieldSupport:      func(p *Person) (string, bool) { return number(int(p.Support)), true },
	FieldSupportDrop:  func(p *Person) (string, bool) { return strconv.Itoa(p.Drop), true },
	FieldMode:         func(p *Person) (string, bool) { return string(p.Current), true },
	FieldModeSet:      func(p *Person) (string, bool) { return string(p.Influence.Mode), true },
	FieldModeComputed: func(p *Person) (string, bool) { return string(p.Computed), true },
	FieldContact:      func(p *Person) (string, bool) { return strconv.Itoa(int(p.Contact)), true },
	FieldLevelRank:    func(p *Person) (string, bool) { return number(p.LevelRank), true },
	FieldCounterpart:  func(p *Person) (string, bool) { return p.Counterpart, true },
	FieldPlan:         func(p *Person) (string, bool) { return p.Plan, true },
	FieldLast:         func(p *Person) (string, bool) { return day(p.Last) },
	FieldJoinedAt:     func(p *Person) (string, bool) { return day(p.JoinedAt) },
	FieldLeftAt:       func(p *Person) (string, bool) { return day(p.LeftAt) },
	FieldMovedPostAt:  func(p *Person) (string, bool) { return day(p.MovedPostAt) },
	FieldThreatened:   func(p *Person) (string, bool) { return yesNo(&p.Threatened), true },
	FieldInsider:      func(p *Person) (string, bool) { return yesNo(&p.Insider), true },
	FieldPromoter:     func(p *Person) (string, bool) { return yesNo(&p.Promoter), true },
	FieldCredits:      func(p *Person) (string, bool) { return yesNo(p.Coach.Credits), true },
	FieldCredible:     func(p *Person) (string, bool) { return yesNo(p.Coach.Credible), true },
	FieldWantsUs:      func(p *Person) (string, bool) { return yesNo(p.Coach.WantsUs), true },
	FieldResults:      func(p *Person) (string, bool) { return strconv.Itoa(len(p.Results)), true },
	FieldWins:         func(p *Person) (string, bool) { return strconv.Itoa(len(p.Wins)), true },
}

// day is a known day as a fact.
func day(x calendar.Day) (value string, ok bool) { return x.String(), x != 0 }
