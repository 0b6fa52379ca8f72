package demo

import (
	"context"
	"strconv"
	"strings"

	"sente/internal/app"
	"sente/internal/sales/calendar"
	"sente/internal/sales/review"
	"sente/internal/sales/worksheet"
)

// tellMeeting tells a deal review line by line, as the owner's head holds it:
//
//	21 meeting
//	21 doubt | 5 | who decides? | the board
//	21 duty | see him alone | 10
//	21 verdict | hold | why | 20
//
// A doubt has a question, and an answer if the owner knew one; the last part of a
// duty is the days he has, that of a verdict the days until the next review.
func (t *teller) tellMeeting(ctx context.Context, x *running, f fact, on calendar.Day) (err error) {
	t.clock.Pass(pause)
	switch f.kind {
	case "meeting":
		opened, err := t.app.OpenReview(ctx, x.boss, x.id)
		x.review = opened.ID
		return err
	case "doubt":
		return t.tellDoubt(ctx, x, f)
	}
	days, err := strconv.Atoi(f.parts[len(f.parts)-1])
	if err != nil {
		return err
	}
	if f.kind == "duty" {
		todo := app.ReviewTask{Title: f.part(0), DueOn: on.Add(days), AssigneeID: x.owner.ID}
		_, err = t.app.AddReviewTask(ctx, x.boss, x.review, todo)
		return err
	}
	v := review.Verdict{Decision: review.Decision(f.part(0)), Reason: f.part(1), NextOn: on.Add(days)}
	_, err = t.app.DecideReview(ctx, x.boss, x.review, app.ReviewVerdict{Verdict: v, Remind: true})
	return err
}

// tellDoubt lets the head doubt something, and the owner answer.
func (t *teller) tellDoubt(ctx context.Context, x *running, f fact) error {
	n, err := strconv.Atoi(f.part(0))
	if err != nil {
		return err
	}
	doubt := app.NewChallenge{Question: worksheet.Number(n), Text: f.part(1)}
	raised, err := t.app.AddChallenge(ctx, x.boss, x.review, doubt)
	answer := strings.TrimSpace(f.part(2))
	if err != nil || answer == "" {
		return err
	}
	t.clock.Pass(pause)
	_, err = t.app.AnswerChallenge(ctx, x.owner, raised.ID, app.ChallengeAnswer{Text: answer})
	return err
}
