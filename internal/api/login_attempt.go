package api

import (
	"context"

	"sente/internal/sales/org"
	"sente/internal/sales/record"
	"sente/internal/store"
)

func (s *Server) attemptRoutes() []route {
	return []route{
		on("GET /api/logins", "Attempts", "", s.listAttempts),
		on("GET /api/logins/all", "AttemptsOf", org.AdminPeople, s.listAllAttempts),
		on("GET /api/users/{id}/logins", "AttemptsOf", org.AdminPeople, s.listAttemptsOf),
	}
}

type attemptsInput struct {
	Cursor record.ID `query:"cursor" doc:"of the page before"`
}

type attemptsOfInput struct {
	ID     record.ID `path:"id" doc:"id of the user"`
	Cursor record.ID `query:"cursor" doc:"of the page before"`
}

// attempts is a page of tries to log in; they are not counted.
type attempts struct {
	Items []store.Attempt `json:"items" nullable:"false"`
	Next  string          `json:"next_cursor,omitempty" doc:"cursor of the next page"`
}

func attemptPage(l store.List[store.Attempt], err error) (*body[attempts], error) {
	if l.Items == nil {
		l.Items = []store.Attempt{}
	}
	return answer(attempts{l.Items, l.Next}, err)
}

func (s *Server) listAttempts(
	ctx context.Context, who org.Actor, in *attemptsInput,
) (*body[attempts], error) {
	return attemptPage(s.app.Attempts(ctx, who, in.Cursor))
}

func (s *Server) listAllAttempts(
	ctx context.Context, who org.Actor, in *attemptsInput,
) (*body[attempts], error) {
	return attemptPage(s.app.AttemptsOf(ctx, who, 0, in.Cursor))
}

func (s *Server) listAttemptsOf(
	ctx context.Context, who org.Actor, in *attemptsOfInput,
) (*body[attempts], error) {
	return attemptPage(s.app.AttemptsOf(ctx, who, in.ID, in.Cursor))
}
