// Package org knows who works here and what he may see and do: users, the tree
// of teams, roles as data, and from these the Actor of a request with his
// Scope. Start with Actor; the table of default rights is in permission.go.
package org

import (
	"sente/internal/sales/calendar"
	"sente/internal/sales/record"
)

// User is a person of our company, with or without a log-in.
type User struct {
	record.Meta
	Login        string           `json:"login,omitzero" db:"login"`
	Name         string           `json:"name" db:"name"`
	SortKey      string           `json:"-" db:"sort_key"`
	TeamID       record.ID        `json:"team_id,omitzero" db:"team_id"`
	RoleID       record.ID        `json:"role_id" db:"role_id"`
	Lang         string           `json:"lang" db:"lang" enum:"zh,en"`
	Active       bool             `json:"active" db:"active"`
	PasswordHash string           `json:"-" db:"password_hash,secret"`
	PasswordAt   calendar.Instant `json:"password_at,omitzero" db:"password_at"`
}

// Invited reports whether the user can log in: he has a password.
func (u User) Invited() bool { return u.PasswordHash != "" }

// Ref points at the user.
func (u User) Ref() record.Ref { return record.Ref{Kind: record.User, ID: u.ID} }

// Team is a group of users under a head; teams form a tree.
type Team struct {
	record.Meta
	Name     string    `json:"name" db:"name"`
	ParentID record.ID `json:"parent_id,omitzero" db:"parent_id"`
	HeadID   record.ID `json:"head_id,omitzero" db:"head_id"`
}

// Role is a named set of grants. Code is set for the built-in ones, whose
// names come from the text catalogue ("role_of.<code>").
type Role struct {
	record.Meta
	Code   string `json:"code" db:"code"`
	Grants Grants `json:"grants" db:"grants,json"`
}

// Workspace is the one company of an installation.
type Workspace struct {
	record.Meta
	Name     string `json:"name" db:"name"`
	Zone     string `json:"zone" db:"zone" doc:"IANA time zone of all days" example:"Asia/Shanghai"`
	Currency string `json:"currency" db:"currency" doc:"base currency, ISO 4217"`
	Lang     string `json:"lang" db:"lang" enum:"zh,en"`
	Demo     bool   `json:"demo" db:"demo"`
}
