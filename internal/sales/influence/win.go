package influence

import "slices"

// Win is a personal motive that a person fulfils for himself when we win. A
// dossier carries wins as free text; these codes are the list to pick from, with
// the texts win.<code>.
type Win string

// The wins (method.md 4.8). Gains for somebody's family are left out on purpose:
// only lawful motives are offered.
const (
	PowerSymbol        Win = "power_symbol"
	Control            Win = "control"
	Leisure            Win = "leisure"
	Skills             Win = "skills"
	InstrumentOfChange Win = "instrument_of_change"
	ProblemSolver      Win = "problem_solver"
	Contribution       Win = "contribution"
	Spirit             Win = "spirit"
	Recognition        Win = "recognition"
	Status             Win = "status"
	Advancement        Win = "advancement"
	FamilyTime         Win = "family_time"
	SelfValue          Win = "self_value"
	SeenAsLeader       Win = "seen_as_leader"
	Convenience        Win = "convenience"
	Safety             Win = "safety"
	MoreFunction       Win = "more_function"
	WayOfLife          Win = "way_of_life"
	Freedom            Win = "freedom"
	Achievements       Win = "achievements"
)

// All lists the wins in order.
func (Win) All() []Win {
	return []Win{
		PowerSymbol, Control, Leisure, Skills, InstrumentOfChange, ProblemSolver, Contribution,
		Spirit, Recognition, Status, Advancement, FamilyTime, SelfValue, SeenAsLeader,
		Convenience, Safety, MoreFunction, WayOfLife, Freedom, Achievements,
	}
}

// Valid reports whether w is in the list.
func (w Win) Valid() bool { return slices.Contains(w.All(), w) }
