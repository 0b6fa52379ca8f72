package org

import (
	"slices"

	"sente/internal/fault"
)

// Permission names one sort of act. Each method of package app names the one
// it needs; roles grant permissions with a Reach.
type Permission string

// Permissions of the first floor. The default roles below grant them.
const (
	ReadDeals      Permission = "deal.read"
	CreateDeals    Permission = "deal.create"
	EditDeals      Permission = "deal.edit"       // fields, people, competitors, trash
	Contribute     Permission = "deal.contribute" // notes, tasks, files, evidence
	MoveDeals      Permission = "deal.move"       // gates, win, lose, abandon, downgrade
	JudgeGates     Permission = "gate.judge"      // accept or refuse evidence
	OverrideGates  Permission = "gate.override"
	ReopenDeals    Permission = "deal.reopen"
	AssignRecords  Permission = "owner.change"
	ReadAccounts   Permission = "account.read"
	CreateAccounts Permission = "account.create"
	EditAccounts   Permission = "account.edit" // accounts, departments, contacts
	EditProducts   Permission = "product.edit"
	ImportRows     Permission = "import"
	ExportRows     Permission = "export"
	ReadTeams      Permission = "team.read"
	ReadAudit      Permission = "audit.read"   // who did, read and tried what
	AdminPeople    Permission = "people.admin" // users, teams, roles
	AdminSettings  Permission = "settings.admin"
)

// Permissions lists every permission, in the order of the rights screen.
func Permissions() []Permission {
	return []Permission{
		ReadDeals,
		CreateDeals,
		EditDeals,
		Contribute,
		MoveDeals,
		JudgeGates,
		OverrideGates,
		ReopenDeals,
		AssignRecords,
		ReadAccounts,
		CreateAccounts,
		EditAccounts,
		EditProducts,
		ImportRows,
		ExportRows,
		ReadTeams,
		ReadAudit,
		AdminPeople,
		AdminSettings,
	}
}

// Reach says on whose rows a permission works. Each reach contains the ones
// before it: none < own < member < tree < all.
type Reach string

// Reaches, from the narrowest.
const (
	Own    Reach = "own"    // rows one owns
	Member Reach = "member" // … and deals whose team one is on
	Tree   Reach = "tree"   // … and rows of the teams one heads, and the teams below
	All    Reach = "all"    // every row of the workspace
)

// Reaches lists every reach from the narrowest to the widest.
func Reaches() []Reach { return []Reach{Own, Member, Tree, All} }

func (r Reach) rank() int { return slices.Index(Reaches(), r) }

// Covers reports whether r contains other; an unknown reach covers nothing.
func (r Reach) Covers(other Reach) bool { return r.rank() >= 0 && r.rank() >= other.rank() }

// Grants is what a role may do, and how far.
type Grants map[Permission]Reach

// Codes of the built-in roles.
const (
	Rep           = "rep"
	Manager       = "manager"
	Director      = "director"
	ReadOnly      = "readonly"
	Administrator = "admin"
)

// DefaultRoles is the table of rights that a new workspace starts with, by
// role code. Roles are data: an administrator may change them afterwards.
func DefaultRoles() map[string]Grants {
	rep := Grants{
		ReadDeals:      Member,
		CreateDeals:    Own,
		EditDeals:      Own,
		Contribute:     Member,
		MoveDeals:      Own,
		AssignRecords:  Own,
		ReadAccounts:   Member,
		CreateAccounts: Own,
		EditAccounts:   Own,
		ImportRows:     Own,
		ExportRows:     Own,
	}
	manager := Grants{ReadDeals: Tree, CreateDeals: Tree, EditDeals: Tree, Contribute: Tree, MoveDeals: Tree,
		JudgeGates: Tree, OverrideGates: Tree, ReopenDeals: Tree, AssignRecords: Tree, ReadAccounts: Tree,
		CreateAccounts: Tree, EditAccounts: Tree, ImportRows: Tree, ExportRows: Tree, ReadTeams: All}
	director, admin := Grants{}, Grants{}
	for _, p := range Permissions() {
		director[p], admin[p] = All, All
	}
	delete(director, AdminPeople)
	delete(director, AdminSettings)
	readonly := Grants{ReadDeals: All, ReadAccounts: All, ReadTeams: All}
	return map[string]Grants{
		Rep:           rep,
		Manager:       manager,
		Director:      director,
		ReadOnly:      readonly,
		Administrator: admin,
	}
}

// RoleCodes lists the built-in roles in the order of the rights screen.
func RoleCodes() []string { return []string{Rep, Manager, Director, ReadOnly, Administrator} }

// Check refuses permissions and reaches that do not exist.
func (g Grants) Check() error {
	for p, r := range g {
		if !slices.Contains(Permissions(), p) || r.rank() < 0 {
			return fault.New(fault.Invalid, "grant_unknown").
				At("grants."+string(p)).
				With("permission", string(p))
		}
	}
	return nil
}
