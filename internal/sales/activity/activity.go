// Package activity is what people write down and mean to do about a record:
// notes, tasks, tags and the views they save. Start with Note.
package activity

import (
	"strings"

	"sente/internal/fault"
	"sente/internal/sales/calendar"
	"sente/internal/sales/comply"
	"sente/internal/sales/record"
)

// TextLimit is the longest note, in code points.
const TextLimit = 20000

// Note is a text about a deal, an account or a contact.
type Note struct {
	record.Meta
	SubjectKind record.Kind `json:"subject_kind" db:"subject_kind"`
	SubjectID   record.ID   `json:"subject_id" db:"subject_id"`
	AuthorID    record.ID   `json:"author_id" db:"author_id"`
	Text        string      `json:"text" db:"text" maxLength:"20000"`
}

// Indexed is what people find the note by.
func (n Note) Indexed() record.Indexed { return record.Indexed{Text: n.Text, Drop: n.Trashed()} }

// Check reports what is wrong with the note.
func (n *Note) Check() error {
	n.Text = strings.TrimSpace(n.Text)
	return checkText(n.Text, "text", TextLimit)
}

// Task is something to be done about a record by a day.
type Task struct {
	record.Meta
	SubjectKind record.Kind      `json:"subject_kind" db:"subject_kind"`
	SubjectID   record.ID        `json:"subject_id" db:"subject_id"`
	Title       string           `json:"title" db:"title" maxLength:"500"`
	DueOn       calendar.Day     `json:"due_on,omitzero" db:"due_on" format:"date"`
	AssigneeID  record.ID        `json:"assignee_id,omitzero" db:"assignee_id"`
	AuthorID    record.ID        `json:"author_id" db:"author_id"`
	DoneAt      calendar.Instant `json:"done_at,omitzero" db:"done_at"`
	Rule        string           `json:"rule,omitzero" db:"rule" doc:"the red flag that the task answers"`
	FlagSubject string           `json:"flag_subject,omitzero" db:"flag_subject"`
	ReviewID    record.ID        `json:"review_id,omitzero" db:"review_id" doc:"the deal review that it was made in"`
	Aim
}

// Aim is what a step of a deal's action plan is for: the person to see, and which
// value of his is to move from where to where.
type Aim struct {
	AimFields
	From string `json:"aim_from,omitzero" db:"aim_from" doc:"the value when the aim was set; absent: unknown"`
}

// AimFields are what people write about an aim.
type AimFields struct {
	PersonID record.ID `json:"person_id,omitzero" db:"person_id" doc:"the influence of the deal whom to see"`
	Value    AimValue  `json:"aim,omitzero" db:"aim" enum:"support,mode,contact" doc:"what of his is to move"`
	To       string    `json:"aim_to,omitzero" db:"aim_to" enum:"-5,-4,-3,-2,-1,0,1,2,3,4,5,G,T,EK,OC" doc:"where to"`
}

// AimValue is a value of a person that a step may move; "" is none.
type AimValue string

// The values that move.
const (
	AimSupport AimValue = "support"
	AimMode    AimValue = "mode"
	AimContact AimValue = "contact"
)

// All lists the values.
func (AimValue) All() []AimValue { return []AimValue{AimSupport, AimMode, AimContact} }

// About says of which influence the task speaks; 0 for none.
func (t Task) About() record.ID { return t.PersonID }

// Plans gives what is to be done.
func (t *Task) Plans() []comply.Plan { return []comply.Plan{{Field: "title", Text: t.Title}} }

// Check reports what is wrong with the task. To plan an improper benefit is
// refused (CP-02).
func (t *Task) Check() error {
	t.Title = strings.TrimSpace(t.Title)
	if err := checkText(t.Title, "title", 500); err != nil {
		return err
	}
	if bad := comply.Check(t.Title, "title"); bad != nil {
		return bad
	}
	return nil
}

func checkText(s, at string, limit int) error {
	switch n := len([]rune(s)); {
	case n == 0:
		return fault.New(fault.Invalid, "text_missing").At(at)
	case n > limit:
		return fault.New(fault.Invalid, "too_long").At(at).With("limit", limit)
	}
	return nil
}

// Tag is a word that people put on deals and accounts.
type Tag struct {
	record.Meta
	Name     string `json:"name" db:"name" maxLength:"50"`
	MatchKey string `json:"-" db:"match_key"`
}

// Tagging puts a tag on a record.
type Tagging struct {
	ID          record.ID   `json:"-" db:"id"`
	SubjectKind record.Kind `json:"subject_kind" db:"subject_kind"`
	SubjectID   record.ID   `json:"subject_id" db:"subject_id"`
	TagID       record.ID   `json:"tag_id" db:"tag_id"`
}

// View is a saved list: a screen and the query of its URL.
type View struct {
	record.Meta
	OwnerID record.ID `json:"owner_id" db:"owner_id"`
	Screen  string    `json:"screen" db:"screen" enum:"deals,board,accounts,contacts"`
	Name    string    `json:"name" db:"name" maxLength:"100"`
	Query   string    `json:"query" db:"query" maxLength:"4000"`
	Shared  bool      `json:"shared" db:"shared"`
}
