package store

import (
	"context"
	"crypto/hmac"
	"crypto/rand"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"slices"
	"strconv"
	"strings"
	"time"

	"sente/internal/sales/calendar"
	"sente/internal/sales/record"
)

// The audit trail is three tables: event, access and login_attempt. Sealing
// chains their rows: each seal's hash covers the one before, the header of its
// row and the hash of its salted payload, so that a payload can be erased and
// the chain still holds. The head is signed with the installation's key: who
// cuts the chain off cannot sign the new end.

// Seal is one link of the chain.
type Seal struct {
	Seq         int64            `db:"seq"`
	Source      string           `db:"source"`
	SourceID    record.ID        `db:"source_id"`
	Salt        string           `db:"salt"` // "" when the payload was erased
	PayloadHash string           `db:"payload_hash"`
	Hash        string           `db:"hash"`
	SealedAt    calendar.Instant `db:"sealed_at"`
}

// Head is the end of the chain.
type Head struct {
	Seq  int64  `db:"seq"`
	Hash string `db:"hash"`
	MAC  string `db:"mac"`
}

// String is "seq:hash", the line to keep elsewhere.
func (h Head) String() string { return strconv.FormatInt(h.Seq, 10) + ":" + h.Hash }

// ErrHead is a head that ParseHead cannot read.
var ErrHead = errors.New("a head is written SEQ:HASH, as doctor prints it")

// ParseHead reads "seq:hash".
func ParseHead(s string) (Head, error) {
	seq, hash, ok := strings.Cut(strings.TrimSpace(s), ":")
	n, err := strconv.ParseInt(seq, 10, 64)
	if b, bad := hex.DecodeString(hash); !ok || err != nil || n < 1 || bad != nil || len(b) != sha256.Size {
		return Head{}, ErrHead
	}
	return Head{Seq: n, Hash: hash}, nil
}

// sign is the head's signature by the installation's key.
func (h Head) sign(key []byte) string {
	m := hmac.New(sha256.New, key)
	m.Write([]byte("sente audit head " + WorkspaceID.String() + " " + h.String()))
	return hex.EncodeToString(m.Sum(nil))
}

func (h Head) signedBy(key []byte) bool {
	return hmac.Equal([]byte(h.sign(key)), []byte(h.MAC))
}

// What stops sealing: doctor says more.
var (
	ErrHeadSigned = errors.New("the head of the audit chain is not signed by this installation's key")
	ErrHeadBroken = errors.New("the head of the audit chain does not fit its last seal")
)

// Head reads the end of the chain; a zero Head before the first seal.
func (r *Reads) Head(ctx context.Context) (Head, error) {
	rows, err := all[Head](ctx, r, "SELECT seq, hash, mac FROM seal_head WHERE workspace_id = $1",
		WorkspaceID)
	if err != nil || len(rows) == 0 {
		return Head{}, err
	}
	return rows[0], nil
}

// LateSince is where to look for entries that are not sealed yet, when all older
// ones are: a commit may be late, so it lies before the newest sealed entry.
func (r *Reads) LateSince(ctx context.Context) (record.ID, error) {
	var since record.ID
	for _, t := range trails() {
		last, err := value[record.ID](ctx, r, `SELECT s.source_id FROM seal s
 WHERE s.workspace_id = $1 AND s.source = $2 ORDER BY s.source_id DESC LIMIT 1`, WorkspaceID, t.table)
		if err != nil {
			return 0, err
		}
		since = max(since, last)
	}
	return Earlier(since, max(time.Minute, 12*r.db.Overlap())), nil
}

// FirstUnsealed is the oldest entry behind an id that is not sealed, 0 when all
// are.
func (r *Reads) FirstUnsealed(ctx context.Context, after record.ID) (record.ID, error) {
	var first record.ID
	for _, t := range trails() {
		id, err := value[record.ID](ctx, r, "SELECT x.id"+t.unsealed()+" ORDER BY x.id LIMIT 1",
			WorkspaceID, int64(after))
		if err != nil {
			return 0, err
		}
		if id != 0 && (first == 0 || id < first) {
			first = id
		}
	}
	return first, nil
}

// unsealed is FROM and WHERE of the entries behind $2 that have no seal.
func (t trail) unsealed() string {
	return " FROM " + t.table + ` x WHERE x.workspace_id = $1 AND x.id > $2
 AND NOT EXISTS (SELECT 1 FROM seal s WHERE s.workspace_id = $1 AND s.source = '` + t.table +
		"' AND s.source_id = x.id)"
}

// Seal chains at most limit entries, from the given one on, oldest first, and
// says how many. While another node seals, it does nothing.
func (tx *Tx) Seal(ctx context.Context, key []byte, from record.ID, limit int) (int, error) {
	head, mine, err := tx.takeHead(ctx, key)
	if err != nil || !mine {
		return 0, err
	}
	var entries []entry
	for _, t := range trails() {
		part, err := tx.unsealedEntries(ctx, t, from-1, limit)
		if err != nil {
			return 0, err
		}
		entries = append(entries, part...)
	}
	slices.SortStableFunc(entries, func(a, b entry) int { return int(a.id - b.id) })
	entries = entries[:min(limit, len(entries))]
	seals := make([]Seal, len(entries))
	for i, e := range entries {
		seals[i] = e.seal(head, tx.now)
		head.Seq, head.Hash = seals[i].Seq, seals[i].Hash
	}
	if err := tx.addSeals(ctx, seals); err != nil || len(seals) == 0 {
		return 0, err
	}
	_, err = tx.exec(ctx, "UPDATE seal_head SET seq = $2, hash = $3, mac = $4 WHERE workspace_id = $1",
		head.Seq, head.Hash, head.sign(key))
	return len(seals), err
}

// takeHead locks the head for this transaction; false while another has it. A
// chain is begun when there is nothing of one.
func (tx *Tx) takeHead(ctx context.Context, key []byte) (Head, bool, error) {
	begin := Head{}
	if _, err := tx.exec(ctx, `INSERT INTO seal_head (workspace_id, seq, hash, mac)
 SELECT $1, 0, '', $2 WHERE NOT EXISTS (SELECT 1 FROM seal WHERE workspace_id = $1)
 ON CONFLICT (workspace_id) DO NOTHING`, begin.sign(key)); err != nil {
		return begin, false, err
	}
	rows, err := all[Head](ctx, &tx.Reads, "SELECT seq, hash, mac FROM seal_head WHERE workspace_id = $1 "+
		tx.db.dialect.lockRows(), WorkspaceID)
	if err != nil || len(rows) == 0 {
		return begin, false, err
	}
	head := rows[0]
	if !head.signedBy(key) {
		return head, false, ErrHeadSigned
	}
	last, err := value[string](ctx, &tx.Reads, `SELECT hash FROM seal WHERE workspace_id = $1
 ORDER BY seq DESC LIMIT 1`, WorkspaceID)
	if err == nil && last != head.Hash {
		err = ErrHeadBroken
	}
	return head, err == nil, err
}

// unsealedEntries reads the entries of a trail behind an id that have no seal.
func (tx *Tx) unsealedEntries(ctx context.Context, t trail, after record.ID, limit int) ([]entry, error) {
	type row struct {
		ID record.ID `db:"id"`
	}
	picked, err := all[row](ctx, &tx.Reads, "SELECT x.id"+t.unsealed()+" ORDER BY x.id LIMIT $3",
		WorkspaceID, int64(after), limit)
	if err != nil || len(picked) == 0 {
		return nil, err
	}
	wanted := map[record.ID]bool{}
	for _, p := range picked {
		wanted[p.ID] = true
	}
	found, err := tx.entriesBetween(ctx, t, picked[0].ID, picked[len(picked)-1].ID)
	return slices.DeleteFunc(found, func(e entry) bool { return !wanted[e.id] }), err
}

// sealsAtOnce is how many rows one INSERT writes.
const sealsAtOnce = 50

func (tx *Tx) addSeals(ctx context.Context, seals []Seal) error {
	for part := range slices.Chunk(seals, sealsAtOnce) {
		w := newWhere()
		for _, s := range part {
			w.and("($1, ?, ?, ?, ?, ?, ?, ?)", s.Seq, s.Source, s.SourceID, s.Salt, s.PayloadHash, s.Hash,
				s.SealedAt)
		}
		if _, err := tx.q.ExecContext(ctx, `INSERT INTO seal (workspace_id, seq, source, source_id, salt,
 payload_hash, hash, sealed_at) VALUES `+strings.Join(w.parts, ", "), w.args...); err != nil {
			return err
		}
	}
	return nil
}

// seal is the link that puts an entry behind head.
func (e entry) seal(head Head, at calendar.Instant) Seal {
	salt := make([]byte, 16)
	_, _ = rand.Read(salt)
	s := Seal{Seq: head.Seq + 1, Source: e.trail, SourceID: e.id, Salt: hex.EncodeToString(salt),
		SealedAt: at}
	s.PayloadHash = digest(s.Salt, e.payload)
	s.Hash = s.link(head.Hash, e)
	return s
}

// link is the hash of a seal behind the one with hash before.
func (s Seal) link(before string, e entry) string {
	return digest(before, written(strconv.FormatInt(s.Seq, 10), s.Source, s.SourceID.String(),
		strconv.FormatInt(int64(s.SealedAt), 10), string(e.header), s.PayloadHash))
}

// digest is the SHA-256 of two texts, the first of fixed length.
func digest(first string, second []byte) string {
	h := sha256.New()
	h.Write([]byte(first))
	h.Write(second)
	return hex.EncodeToString(h.Sum(nil))
}

// written puts texts behind each other so that no two lists look the same.
func written(texts ...string) (out []byte) {
	for _, t := range texts {
		out = strconv.AppendInt(out, int64(len(t)), 10)
		out = append(append(out, ':'), t...)
	}
	return out
}
