package api

import (
	"context"

	"sente/internal/app"
	"sente/internal/sales/calendar"
	"sente/internal/sales/deal"
	"sente/internal/sales/org"
	"sente/internal/sales/record"
	"sente/internal/sales/worksheet"
)

func (s *Server) worksheetRoutes() []route {
	return []route{
		on("GET /api/deals/{id}/questions", "Worksheet", org.ReadDeals, s.getWorksheet),
		on("POST /api/deals/{id}/questions", "CheckQuestion", org.EditDeals, s.checkQuestion),
		on("GET /api/deals/{id}/since", "DealSince", org.ReadDeals, s.getSince),
	}
}

// Worksheet is the nine questions of a deal; none when its stage is unknown.
type Worksheet struct {
	Questions []WorksheetQuestion `json:"questions" nullable:"false" doc:"1 to 9"`
	Answered  int                 `json:"answered" doc:"questions of which everything due is known"`
	Held      int                 `json:"held" doc:"questions that somebody found to hold and that nothing opened again"`
	Met       int                 `json:"met" doc:"facts that are known, of those due"`
	Total     int                 `json:"total" doc:"facts that are due"`
	Seen      record.ID           `json:"seen" doc:"what happened last; say it with what you find"`
	MayCheck  bool                `json:"may_check,omitzero" doc:"the reader may say what he finds"`
}

// WorksheetQuestion is one of the nine questions. Its texts are question.<number>.
type WorksheetQuestion struct {
	Number  worksheet.Number `json:"number"`
	Part    worksheet.Part   `json:"part"`
	State   worksheet.State  `json:"state"`
	Items   []worksheet.Item `json:"items" nullable:"false" doc:"the facts that are due in the deal's stage"`
	Met     int              `json:"met" doc:"of the items"`
	Flags   []record.ID      `json:"flags" nullable:"false" doc:"open flags of the sheet that belong to it, worst first"`
	Check   *worksheet.Check `json:"check,omitzero" doc:"the last finding; absent: nobody looked at it"`
	Changed []QuestionChange `json:"changed" nullable:"false" doc:"what it builds on and changed since, newest first, at most 8"`
}

// QuestionChange is a change that opened a question again.
type QuestionChange struct {
	EventID record.ID        `json:"event_id"`
	At      calendar.Instant `json:"at" format:"date-time"`
	By      string           `json:"by,omitzero" doc:"absent: the system itself"`
	Kind    record.Kind      `json:"kind"`
	About   record.ID        `json:"about,omitzero" doc:"the influence that it is about"`
	Name    string           `json:"name,omitzero" doc:"of the row, or of the person"`
	Field   string           `json:"field,omitzero" doc:"absent: the row as a whole"`
}

// changesShown is how many changes of one question are listed.
const changesShown = 8

func (s *Server) getWorksheet(ctx context.Context, who org.Actor, in *byID) (*body[Worksheet], error) {
	x, err := s.app.Worksheet(ctx, who, in.ID)
	return answer(worksheetOf(&x), err)
}

func (s *Server) checkQuestion(ctx context.Context, who org.Actor,
	in *onDeal[app.Finding]) (*body[worksheet.Check], error) {
	return answer(s.app.CheckQuestion(ctx, who, in.ID, in.Body))
}

func (s *Server) getSince(ctx context.Context, who org.Actor, in *byID) (*body[app.Since], error) {
	return answer(s.app.DealSince(ctx, who, in.ID))
}

func worksheetOf(x *app.Worksheet) Worksheet {
	out := Worksheet{Questions: make([]WorksheetQuestion, len(x.Questions)), Answered: x.Answered,
		Held: x.Held, Met: x.Met, Total: x.All, Seen: x.Seen, MayCheck: x.MayCheck}
	for i := range x.Questions {
		out.Questions[i] = questionOf(&x.Questions[i], openFlags(x.Flags, x.Questions[i].Number))
	}
	return out
}

func questionOf(q *worksheet.Question, flags []record.ID) WorksheetQuestion {
	return WorksheetQuestion{Number: q.Number, Part: q.Number.Part(), State: q.State, Met: q.Met,
		Items: append([]worksheet.Item{}, q.Items...), Flags: flags, Check: q.Check,
		Changed: changesShownOf(q.Changed)}
}

// changesShownOf are the newest of the changes that concern a question.
func changesShownOf(all []worksheet.Change) []QuestionChange {
	out := []QuestionChange{}
	for _, c := range all[:min(len(all), changesShown)] {
		out = append(out, QuestionChange{EventID: c.EventID, At: c.At, By: c.By,
			Kind: c.Kind, About: c.AboutID, Name: c.Name, Field: c.Field})
	}
	return out
}

// openFlags are the flags of a question that nobody accepted.
func openFlags(all []deal.Flag, n worksheet.Number) []record.ID {
	out := []record.ID{}
	for _, f := range all {
		if n.Belongs(f.Rule) && f.Counts() {
			out = append(out, f.ID)
		}
	}
	return out
}
