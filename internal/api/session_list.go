package api

import (
	"context"

	"sente/internal/app"
	"sente/internal/sales/calendar"
	"sente/internal/sales/org"
	"sente/internal/sales/record"
)

// Session is who is logged in, where, and what he may start.
type Session struct {
	User      Me               `json:"user"`
	Workspace SessionWorkspace `json:"workspace"`
	May       []org.Permission `json:"may" nullable:"false" doc:"permissions held at any reach"`
	Insecure  bool             `json:"insecure" doc:"plain HTTP: show the banner"`
}

// Me is the person logged in.
type Me struct {
	ID     record.ID `json:"id"`
	Login  string    `json:"login"`
	Name   string    `json:"name"`
	Lang   string    `json:"lang"`
	Role   string    `json:"role"`
	TeamID record.ID `json:"team_id,omitzero"`
	Heads  bool      `json:"heads" doc:"head of a team with people"`
}

// SessionWorkspace is the workspace as every screen needs it.
type SessionWorkspace struct {
	Name     string       `json:"name"`
	Zone     string       `json:"zone"`
	Currency string       `json:"currency"`
	Lang     string       `json:"lang"`
	Today    calendar.Day `json:"today" format:"date"`
	Demo     bool         `json:"demo"`
}

func (s *Server) getSession(ctx context.Context, who org.Actor, _ *struct{}) (*body[Session], error) {
	w, err := s.app.Workspace()
	if err != nil {
		return nil, err
	}
	out := Session{User: Me{who.ID, who.Login, who.Name, who.Lang, who.Role, who.TeamID, len(who.Led) > 1},
		Workspace: SessionWorkspace{w.Name, w.Zone, w.Currency, w.Lang, s.app.Today(), w.Demo},
		May:       []org.Permission{}, Insecure: !requestOf(ctx).secure}
	for _, p := range org.Permissions() {
		if who.Has(p) {
			out.May = append(out.May, p)
		}
	}
	return &body[Session]{out}, nil
}

func (s *Server) listSessions(
	ctx context.Context, who org.Actor, _ *struct{},
) (*body[all[app.SessionInfo]], error) {
	rows, err := s.app.Sessions(ctx, who, requestOf(ctx).token)
	return whole(rows, same, err)
}

func (s *Server) endOtherSessions(ctx context.Context, who org.Actor, _ *struct{}) (*nothing, error) {
	return &nothing{}, s.app.EndOtherSessions(ctx, who, requestOf(ctx).token)
}

type bySession struct {
	Session string `path:"session" maxLength:"32" doc:"id of a session, from the list"`
}

func (s *Server) endSession(ctx context.Context, who org.Actor, in *bySession) (*nothing, error) {
	return &nothing{}, s.app.EndSession(ctx, who, in.Session)
}

func (s *Server) listSessionsOf(
	ctx context.Context, who org.Actor, in *byID,
) (*body[all[app.SessionInfo]], error) {
	rows, err := s.app.SessionsOf(ctx, who, in.ID)
	return whole(rows, same, err)
}

func (s *Server) endSessionsOf(ctx context.Context, who org.Actor, in *byID) (*nothing, error) {
	return &nothing{}, s.app.EndSessionsOf(ctx, who, in.ID)
}
