package main

import (
	"fmt"

	"sente/internal/sales/playbook"
	"sente/internal/sales/record"
	"sente/internal/sales/search"
)

// batchRows collects the rows of some accounts and writes them together.
type batchRows struct {
	m *maker

	accounts, contacts, deals, influences, notes, tasks, moves [][]any
	foundAccounts, foundDeals                                  [][]any
}

var stages = []playbook.Stage{
	playbook.S1,
	playbook.S1,
	playbook.S2,
	playbook.S2,
	playbook.S3,
	playbook.S4,
	playbook.S5,
	playbook.S6,
}

func (b *batchRows) account(n int) {
	m := b.m
	id, owner := m.id(), m.users[n%len(m.users)]
	name := fmt.Sprintf("%s%s%d%s", m.pick(places), m.pick(sorts), n, m.pick(tails))
	b.accounts = append(b.accounts, append(m.meta(id), []any{
		name, "company", m.pick(sorts), m.pick(places), "", "", "", "", 0, 0, owner, "",
		search.Fold(name), search.SortKey(name),
	}...))
	b.foundAccounts = append(b.foundAccounts, []any{id, tokens(name)})
	people := make([]int64, contactsPerFirm)
	for i := range people {
		people[i] = m.id()
		b.contacts = append(b.contacts, append(m.meta(people[i]), []any{
			id, fmt.Sprintf("联系人%d", i), "部门经理", 1 + i%5, "", "", "", fmt.Sprintf("lian xi ren %d", i),
		}...))
	}
	if m.w.account == 0 {
		m.w.account = record.ID(id)
	}
	for i := range dealsPerAccount {
		d := b.deal(n*dealsPerAccount+i, id, owner)
		b.people(d, people)
		b.activities(d, owner)
	}
}

// deal makes the row of a deal; two of five are open.
func (b *batchRows) deal(n int, account, owner int64) int64 {
	m := b.m
	id := m.id()
	stage, status := stages[m.rng.IntN(len(stages))], "open"
	if n%5 >= 2 {
		status = map[int]string{2: "won", 3: "lost", 4: "lost"}[n%5]
	}
	if status == "open" {
		m.w.dealIDs = append(m.w.dealIDs, record.ID(id))
	}
	name := fmt.Sprintf("%s%d期 %d", m.pick(wares), 1+n%4, n)
	flags := m.rng.IntN(9)
	b.deals = append(b.deals, append(m.meta(id), []any{
		name, search.SortKey(name), account, owner, "T-UNI", status, string(stage), string(stage.Prev()),
		day(m.now, -m.rng.IntN(120)), int64(m.rng.IntN(5_000_000_00)), "CNY", day(m.now, m.rng.IntN(300)),
		"", "", "", "", "", "", "", "", "", "", "level", "", "", "", "", "yes", "yes", "", "yes",
		playbook.WinProb(stage.Prev()), "", flags, min(flags, 4), flags, min(flags, 4),
	}...))
	b.foundDeals = append(b.foundDeals, []any{id, tokens(name)})
	return id
}

var roles = []string{`["EB"]`, `["TB"]`, `["UB"]`, `["CO"]`, `["PB"]`, `["UB","CO"]`}

// people puts some people of the account on a deal.
func (b *batchRows) people(deal int64, people []int64) {
	m := b.m
	open := len(m.w.dealIDs) > 0 && m.w.dealIDs[len(m.w.dealIDs)-1] == record.ID(deal)
	for i := range influencesPerDeal {
		id := m.id()
		if open {
			m.w.people = append(m.w.people, record.ID(id))
		}
		b.influences = append(b.influences, append(m.meta(id), []any{
			deal, people[i], roles[i], i%2 == 0, "HML"[i%3 : i%3+1], 1 + i%5, "G", 7, 3, 5, i % 5, i % 5,
			day(m.now, -i*9), false, false, false, false, false, "",
		}...))
	}
	m.w.influences += influencesPerDeal
}

// activities writes the notes, tasks and moves of a deal.
func (b *batchRows) activities(deal, owner int64) {
	m := b.m
	for i := range notesPerDeal {
		text := fmt.Sprintf("第%d次拜访：客户认可方案，下一步安排演示。", i+1)
		b.notes = append(b.notes, append(m.meta(m.id()), "deal", deal, owner, text))
	}
	for i := range tasksPerDeal {
		b.tasks = append(b.tasks, append(m.meta(m.id()), "deal", deal, "准备演示", day(m.now, i), owner, owner,
			"", ""))
	}
	for range movesPerDeal {
		b.moves = append(b.moves, []any{
			1, m.id(), deal, "advanced", owner, m.now, day(m.now, -3), "{}", "{}", "",
		})
	}
	m.w.activities += notesPerDeal + tasksPerDeal + movesPerDeal
}

func (b *batchRows) write() error {
	return b.m.bulk.write(b.m.ctx, []part{
		{"account", meta + ", name, relation, industry, region, credit_code, phone, website, address, " +
			"founded, employees, owner_id, about, match_key, sort_key", b.accounts},
		{"contact", meta + ", account_id, name, title, level_rank, phone, email, about, sort_key",
			b.contacts},
		{"deal", meta + ", name, sort_key, account_id, owner_id, template, status, stage, stage_verified, " +
			"stage_entered_on, amount_minor, amount_currency, expected_close, closed_reason, lost_to, " +
			"sso_when, sso_quantity, sso_what, sso_who, buyer_stage, procurement_mode, entry_timing, " +
			"urgency, competition, home, man_m, man_a, man_n, q1, q2, q3, q4, win_prob, grade, " +
			"flags_all, worst_all, flags_open, worst_open", b.deals},
		{"influence", meta + ", deal_id, contact_id, roles, role_verified, influence, support, mode, " +
			"expectation, reality, baseline, contact, contact_peak, last_contact_on, hidden, threatened, " +
			"insider, blocker, internal_promoter, plan", b.influences},
		{"note", meta + ", subject_kind, subject_id, author_id, text", b.notes},
		{"task", meta + ", subject_kind, subject_id, title, due_on, assignee_id, author_id, rule, " +
			"flag_subject", b.tasks},
		{"stage_move", "workspace_id, id, deal_id, act, by_id, recorded_at, on_day, before_move, " +
			"after_move, reason", b.moves},
		{"search_account", foundColumns, b.foundAccounts},
		{"search_deal", foundColumns, b.foundDeals},
	})
}
