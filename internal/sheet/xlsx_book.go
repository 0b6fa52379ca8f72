package sheet

import (
	"errors"
	"strings"
)

// relation is one relationship of a part inside the package.
type relation struct{ kind, target string }

// relations reads the relationships of a part; those that lead outside the
// package are left out.
func (w *workbook) relations(part string) (map[string]relation, error) {
	at := strings.LastIndexByte(part, '/') + 1
	all := map[string]relation{}
	err := w.walk(part[:at]+"_rels/"+part[at:]+".rels", func(s *xmlScanner) error {
		if string(s.name) != "Relationship" || strings.EqualFold(string(s.attr("TargetMode")), "External") {
			return nil
		}
		kind := string(s.attr("Type"))
		kind = kind[strings.LastIndexByte(kind, '/')+1:]
		all[string(s.attr("Id"))] = relation{kind, target(part, string(s.attr("Target")))}
		if len(all) > w.lim.Parts {
			return errors.New("too many relationships")
		}
		return nil
	})
	return all, err
}

// mainPart finds the workbook part. Workbooks with macros and binary workbooks
// are not read.
func (w *workbook) mainPart() (string, error) {
	main := ""
	err := w.walk("[content_types].xml", func(s *xmlScanner) error {
		kind := strings.ToLower(string(s.attr("ContentType")))
		switch {
		case strings.Contains(kind, "macroenabled"), strings.Contains(kind, "vbaproject"):
			return refuse(UnsupportedFormat)
		case strings.HasSuffix(kind, "spreadsheetml.sheet.main+xml"),
			strings.HasSuffix(kind, "spreadsheetml.template.main+xml"):
			main = partName(string(s.attr("PartName")))
		}
		return nil
	})
	if err != nil {
		return "", err
	}
	if main == "" || w.parts[main] == nil {
		rels, err := w.relations("")
		if err != nil {
			return "", err
		}
		main = ""
		for _, r := range rels {
			if r.kind == "officeDocument" && strings.HasSuffix(partName(r.target), "workbook.xml") {
				main = partName(r.target)
			}
		}
	}
	if w.parts[main] == nil {
		return "", refuse(UnsupportedFormat)
	}
	return main, nil
}

// readBook reads what the workbook part says: its sheets in order and its date
// system.
func (w *workbook) readBook() (map[string]relation, error) {
	main, err := w.mainPart()
	if err != nil {
		return nil, err
	}
	rels, err := w.relations(main)
	if err != nil {
		return nil, err
	}
	err = w.walk(main, func(s *xmlScanner) error {
		switch string(s.name) {
		case "workbookPr":
			w.date1904 = yes(s.attr("date1904"))
		case "sheet":
			r := rels[string(s.attr("id"))]
			state := string(s.attr("state"))
			if r.kind != "worksheet" || w.parts[partName(r.target)] == nil || state == "veryHidden" {
				return nil
			}
			name := SheetName{Name: string(s.attr("name")), Hidden: state == "hidden"}
			w.sheets = append(w.sheets, sheetPart{name, r.target})
		}
		return nil
	})
	if err == nil && len(w.sheets) == 0 {
		err = refuse(EmptyFile)
	}
	return rels, err
}

func yes(attr []byte) bool { return string(attr) == "1" || string(attr) == "true" }

// choose finds a sheet by name, or the first visible one.
func (w *workbook) choose(name string) (sheetPart, error) {
	for _, s := range w.sheets {
		if s.Name == name || name == "" && !s.Hidden {
			return s, nil
		}
	}
	if name == "" {
		return w.sheets[0], nil
	}
	return sheetPart{}, refuse(SheetMissing).With("name", name)
}

// openWorkbook makes the source of a workbook's sheet and tells d what it saw.
func (r *Reader) openWorkbook(f File, c Choice, o Options, d *Detection) error {
	w, err := openPackage(f, o.Limits)
	if err != nil {
		return err
	}
	rels, err := w.readBook()
	if err != nil {
		return err
	}
	chosen, err := w.choose(c.Sheet)
	if err != nil {
		return err
	}
	for _, s := range w.sheets {
		d.Sheets = append(d.Sheets, s.SheetName)
	}
	d.Choice = Choice{Sheet: chosen.Name, HeaderRow: c.HeaderRow}
	if w.date1904 {
		d.DateSystem = Serials1904
	}
	if err := w.readStyles(partOfKind(rels, "styles")); err != nil {
		return err
	}
	survey, err := w.survey(r.ctx, chosen.part)
	if err != nil {
		return err
	}
	r.hidden = survey.hidden
	w.shared = &sharedStrings{dir: o.TempDir, memory: o.Limits.SharedMemory}
	src := &xlsxSource{w: w, merges: survey.merges, keep: o.Limits.Columns}
	r.src = src
	if err := w.readShared(r.ctx, partOfKind(rels, "sharedStrings")); err != nil {
		return err
	}
	src.scanner, src.part, err = w.scan(chosen.part)
	return err
}

// partOfKind is the part that a relationship of the kind leads to, "" when
// there is none.
func partOfKind(rels map[string]relation, kind string) string {
	for _, rel := range rels {
		if rel.kind == kind {
			return rel.target
		}
	}
	return ""
}
