package api

import (
	"context"

	"sente/internal/app"
	"sente/internal/sales/org"
	"sente/internal/sales/record"
	"sente/internal/sales/review"
	"sente/internal/store"
)

func (s *Server) reviewRoutes() []route {
	return []route{
		on("GET /api/deals/{id}/reviews", "Reviews", org.ReadDeals, s.listReviews),
		on("POST /api/deals/{id}/reviews", "OpenReview", org.EditDeals, s.openReview),
		on("GET /api/reviews/{id}", "Review", org.ReadDeals, s.getReview),
		on("POST /api/reviews/{id}/challenges", "AddChallenge", org.Contribute, s.addChallenge),
		on("POST /api/reviews/{id}/tasks", "AddReviewTask", org.Contribute, s.addReviewTask),
		on("POST /api/reviews/{id}/decision", "DecideReview", org.JudgeGates, s.decideReview),
		on("POST /api/challenges/{id}/answer", "AnswerChallenge", org.Contribute, s.answerChallenge),
		on("POST /api/challenges/{id}/withdraw", "WithdrawChallenge", org.Contribute, s.withdrawChallenge),
	}
}

// ReviewList are the reviews of a deal.
type ReviewList struct {
	Items   []store.ReviewRow `json:"items" nullable:"false" doc:"the latest first"`
	MayOpen bool              `json:"may_open,omitzero" doc:"the reader may open one now"`
	Due     bool              `json:"due,omitzero" doc:"the day of the next review has come"`
}

func (s *Server) listReviews(ctx context.Context, who org.Actor, in *byID) (*body[ReviewList], error) {
	x, err := s.app.Reviews(ctx, who, in.ID)
	return answer(ReviewList{append([]store.ReviewRow{}, x.Items...), x.MayOpen, x.Due}, err)
}

func (s *Server) openReview(ctx context.Context, who org.Actor, in *byID) (*body[review.Review], error) {
	return answer(s.app.OpenReview(ctx, who, in.ID))
}

// ReviewSheet is a deal review: an open one of now, a closed one as the deal was known
// when it was closed.
type ReviewSheet struct {
	store.ReviewRow
	Agenda     []ReviewItem         `json:"agenda" nullable:"false" doc:"what must be talked about first, then the rest"`
	Flags      []SheetFlag          `json:"flags" nullable:"false" doc:"of the deal, worst first"`
	Last       *store.ReviewRow     `json:"last,omitzero" doc:"the review before it; absent: it is the first"`
	Since      *app.Comparison      `json:"since,omitzero" doc:"what became of the deal since then"`
	Challenges []store.ChallengeRow `json:"challenges" nullable:"false" doc:"oldest first"`
	Left       []store.ChallengeRow `json:"left" nullable:"false" doc:"challenges of the last review that nobody answered"`
	Tasks      []store.TaskRow      `json:"tasks" nullable:"false" doc:"made in it, the next due first"`
	Undone     []store.TaskRow      `json:"undone" nullable:"false" doc:"made in the last review and not done"`
	May        []string             `json:"may" nullable:"false" enum:"challenge,task,decide" doc:"what the reader may do"`
	Offer      review.Decision      `json:"offer,omitzero" doc:"whose act fits the latest decision, when the reader may do it and the deal was not moved since"`
}

// ReviewItem is one point of the agenda.
type ReviewItem struct {
	Topic    review.Topic       `json:"topic"`
	First    []review.Reason    `json:"first" nullable:"false" doc:"why it must be talked about first; empty: in its turn"`
	Question *WorksheetQuestion `json:"question,omitzero" doc:"of topic question; its flags are those that stand under it"`
	Flags    []record.ID        `json:"flags" nullable:"false" doc:"each stands under one item, worst first"`
	Moved    []QuestionChange   `json:"moved" nullable:"false" doc:"what the question builds on and changed since the last review, newest first, at most 8"`
}

type reviewInput struct {
	ID   record.ID `path:"id" doc:"id of the record"`
	Room bool      `query:"room" doc:"as a room may see it: nothing tells of a hidden coach, whoever reads"`
}

func (s *Server) getReview(ctx context.Context, who org.Actor, in *reviewInput) (*body[ReviewSheet], error) {
	x, err := s.app.Review(ctx, who, in.ID, in.Room)
	if err != nil {
		return nil, err
	}
	return &body[ReviewSheet]{reviewOf(who, &x)}, nil
}

func reviewOf(who org.Actor, x *app.ReviewRecord) ReviewSheet {
	out := ReviewSheet{ReviewRow: x.ReviewRow, Agenda: []ReviewItem{}, Last: x.Last, Since: x.Since,
		May: x.May, Offer: x.Offer,
		Challenges: append([]store.ChallengeRow{}, x.Challenges...),
		Left:       append([]store.ChallengeRow{}, x.Left...),
		Tasks:      append([]store.TaskRow{}, x.Tasks...), Undone: append([]store.TaskRow{}, x.Undone...)}
	if x.ClosedAt != 0 {
		who = who.Idle()
	}
	out.Flags = sheetFlags(who, &x.Sheet)
	for _, item := range x.Agenda {
		row := ReviewItem{Topic: item.Topic, First: append([]review.Reason{}, item.First...),
			Flags: append([]record.ID{}, item.Flags...), Moved: changesShownOf(x.Moved[item.Question])}
		if item.Question.Valid() {
			q := questionOf(&x.Answers.Questions[item.Question-1], row.Flags)
			row.Question = &q
		}
		out.Agenda = append(out.Agenda, row)
	}
	return out
}

func (s *Server) addChallenge(ctx context.Context, who org.Actor,
	in *onDeal[app.NewChallenge]) (*body[store.ChallengeRow], error) {
	return answer(s.app.AddChallenge(ctx, who, in.ID, in.Body))
}

func (s *Server) addReviewTask(ctx context.Context, who org.Actor,
	in *onDeal[app.ReviewTask]) (*body[store.TaskRow], error) {
	return answer(s.app.AddReviewTask(ctx, who, in.ID, in.Body))
}

func (s *Server) decideReview(ctx context.Context, who org.Actor,
	in *onDeal[app.ReviewVerdict]) (*body[review.Review], error) {
	return answer(s.app.DecideReview(ctx, who, in.ID, in.Body))
}

func (s *Server) answerChallenge(ctx context.Context, who org.Actor,
	in *onDeal[app.ChallengeAnswer]) (*body[store.ChallengeRow], error) {
	return answer(s.app.AnswerChallenge(ctx, who, in.ID, in.Body))
}

func (s *Server) withdrawChallenge(ctx context.Context, who org.Actor,
	in *byID) (*body[store.ChallengeRow], error) {
	return answer(s.app.WithdrawChallenge(ctx, who, in.ID))
}
