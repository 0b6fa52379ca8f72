package org

import (
	"slices"

	"sente/internal/sales/record"
)

// Actor is the person on whose behalf something is done, with his rights as
// they are now. It is resolved once per request by Resolve.
type Actor struct {
	ID     record.ID
	Login  string
	Name   string
	Lang   string
	TeamID record.ID
	Role   string
	Grants Grants
	Led    []record.ID // owners in the trees of the teams he heads, himself included; sorted

	aloud bool
}

// Scope says whose rows may be read. Every read of business rows takes one.
type Scope struct {
	All    bool
	Viewer record.ID   // also sees deals whose team he is on
	Owners []record.ID // rows of these owners; sorted
	Secret []record.ID // owners whose hidden coaches he may see; sorted
}

// Everyone is the scope of work done by the system itself. The reason is for
// the reader of the call.
func Everyone(reason string) Scope {
	_ = reason
	return Scope{All: true}
}

// Resolve makes the actor of a user from the whole tree of teams and users.
func Resolve(u User, role Role, teams []Team, users []User) Actor {
	led := map[record.ID]bool{}
	for _, t := range teams {
		if t.HeadID == u.ID {
			led[t.ID] = true
		}
	}
	for grown := len(led) > 0; grown; {
		grown = false
		for _, t := range teams {
			if t.ParentID != 0 && led[t.ParentID] && !led[t.ID] {
				led[t.ID], grown = true, true
			}
		}
	}
	owners := []record.ID{u.ID}
	for _, other := range users {
		if other.ID != u.ID && led[other.TeamID] {
			owners = append(owners, other.ID)
		}
	}
	slices.Sort(owners)
	return Actor{
		ID:     u.ID,
		Login:  u.Login,
		Name:   u.Name,
		Lang:   u.Lang,
		TeamID: u.TeamID,
		Role:   role.Code,
		Grants: role.Grants,
		Led:    owners,
	}
}

// Headed reports whether an active user heads the team of a user, or a team above
// it; he himself does not count.
func Headed(user record.ID, teams []Team, users []User) bool {
	people, rooms := map[record.ID]User{}, map[record.ID]Team{}
	for _, u := range users {
		people[u.ID] = u
	}
	for _, t := range teams {
		rooms[t.ID] = t
	}
	seen := map[record.ID]bool{}
	for id := people[user].TeamID; id != 0 && !seen[id]; id = rooms[id].ParentID {
		seen[id] = true
		if head := rooms[id].HeadID; head != user && people[head].Active {
			return true
		}
	}
	return false
}

// Has reports whether the actor holds permission p at any reach.
func (a Actor) Has(p Permission) bool { return a.Grants[p].rank() >= 0 }

// Idle is the same person without any right: somebody who only reads.
func (a Actor) Idle() Actor {
	a.Grants = nil
	return a
}

// Aloud is the same person while others look on: no hidden coach exists for him.
func (a Actor) Aloud() Actor {
	a.aloud = true
	return a
}

// leads reports whether owner is in a tree that the actor heads; he himself is not.
func (a Actor) leads(owner record.ID) bool {
	_, found := slices.BinarySearch(a.Led, owner)
	return found && owner != a.ID
}

// May reports whether the actor may do p on a row of owner. member says that he
// is on the team of the deal that the row belongs to. A row without owner (0)
// is reached by All only.
func (a Actor) May(p Permission, owner record.ID, member bool) bool {
	reach := a.Grants[p]
	switch {
	case reach.rank() < 0:
		return false
	case reach == All:
		return true
	case owner == a.ID && owner != 0:
		return true
	case member && reach.Covers(Member):
		return true
	}
	return reach == Tree && a.leads(owner)
}

// Scope is the reading scope under permission p (ReadDeals or ReadAccounts).
func (a Actor) Scope(p Permission) Scope {
	s := Scope{Viewer: a.ID, Secret: a.Led}
	if a.aloud {
		s.Secret = nil
	}
	switch a.Grants[p] {
	case All:
		s.All = true
	case Tree:
		s.Owners = a.Led
	case Member, Own:
		s.Owners = []record.ID{a.ID}
	}
	return s
}

// SeesSecrets reports whether hidden coaches on deals of owner exist for the
// scope: it is the owner himself or a head above him.
func (s Scope) SeesSecrets(owner record.ID) bool {
	_, found := slices.BinarySearch(s.Secret, owner)
	return found
}
