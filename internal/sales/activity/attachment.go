package activity

import (
	"path"
	"strconv"
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"

	"sente/internal/fault"
	"sente/internal/sales/record"
)

// FileNameLimit is the longest name of a file, in code points.
const FileNameLimit = 255

// Attachment is a file on a deal, an account, a contact or a note. Its content
// lies outside the database, under its hash.
type Attachment struct {
	record.Meta
	SubjectKind record.Kind `json:"subject_kind" db:"subject_kind"`
	SubjectID   record.ID   `json:"subject_id" db:"subject_id"`
	AuthorID    record.ID   `json:"author_id" db:"author_id"`
	Name        string      `json:"name" db:"name" maxLength:"255"`
	MediaType   string      `json:"media_type" db:"media_type" doc:"by its content, whatever it is called"`
	Size        int64       `json:"size" db:"size" doc:"in bytes"`
	Hash        string      `json:"sha256" db:"sha256" doc:"of the content, 64 hexadecimal digits"`
}

// Ref points at the attachment.
func (a Attachment) Ref() record.Ref { return record.Ref{Kind: record.Attachment, ID: a.ID} }

// Subject is the record that the file is on.
func (a Attachment) Subject() record.Ref { return record.Ref{Kind: a.SubjectKind, ID: a.SubjectID} }

// CheckFileName refuses a name that a person chose: empty, too long, a path, or
// with characters that are not seen.
func CheckFileName(name string) error {
	switch {
	case strings.Trim(name, " .") == "":
		return fault.New(fault.Invalid, "name_missing").At("name")
	case len([]rune(name)) > FileNameLimit:
		return fault.New(fault.Invalid, "too_long").At("name").With("limit", FileNameLimit)
	case name != CleanFileName(name):
		return fault.New(fault.Invalid, "file_name").At("name")
	}
	return nil
}

// CleanFileName makes a name of what a client calls a file: the last part of a
// path, composed (NFC), without what is not seen, at most FileNameLimit code
// points with its ending kept; "file" when nothing remains.
func CleanFileName(name string) string {
	name = strings.ToValidUTF8(name, "")
	name = name[strings.LastIndexAny(name, `/\`)+1:]
	name = norm.NFC.String(strings.Map(seen, name))
	name = strings.TrimRight(strings.TrimSpace(name), " .")
	if name == "" {
		return "file"
	}
	ending := []rune(path.Ext(name))
	if runes := []rune(name); len(runes) > FileNameLimit {
		ending = ending[:min(len(ending), 20)]
		name = string(runes[:FileNameLimit-len(ending)]) + string(ending)
	}
	return name
}

// seen drops control characters, separators of lines and what changes the
// direction of writing; the joiners within emoji and Indic words stay.
func seen(r rune) rune {
	const joiner, nonJoiner = '\u200d', '\u200c'
	switch {
	case r == joiner, r == nonJoiner:
		return r
	case unicode.In(r, unicode.Cc, unicode.Cf, unicode.Zl, unicode.Zp):
		return -1
	}
	return r
}

// EntryNames are the names of files side by side in an archive: none can leave
// its folder on any system, and none is there twice.
func EntryNames(names []string) []string {
	taken, out := map[string]bool{}, make([]string, len(names))
	for i, name := range names {
		name = entryName(name)
		stem := strings.TrimSuffix(name, path.Ext(name))
		for n := 2; taken[strings.ToLower(name)]; n++ {
			name = stem + " (" + strconv.Itoa(n) + ")" + path.Ext(name)
		}
		taken[strings.ToLower(name)], out[i] = true, name
	}
	return out
}

// entryName is a name that every file system takes.
func entryName(name string) string {
	name = strings.Map(func(r rune) rune {
		if strings.ContainsRune(`<>:"|?*/\`, r) {
			return '_'
		}
		return r
	}, CleanFileName(name))
	stem, _, _ := strings.Cut(strings.ToUpper(name), ".")
	stem = strings.TrimSpace(stem)
	device := len(stem) == 4 && (strings.HasPrefix(stem, "COM") || strings.HasPrefix(stem, "LPT"))
	if device || stem == "CON" || stem == "PRN" || stem == "AUX" || stem == "NUL" {
		return "_" + name
	}
	return name
}
