package sheet

import (
	"archive/zip"
	"bytes"
	"errors"
	"io"
	"io/fs"
	"path"
	"strings"

	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/unicode"
	"golang.org/x/text/transform"

	"sente/internal/fault"
)

// workbook is an XLSX package. Its parts are found by name in the archive only;
// a name is never a path of this machine, and no external link is opened.
type workbook struct {
	parts    map[string]*zip.File // by lower-case name
	lim      Limits
	sheets   []sheetPart
	styles   []cellFormat
	shared   *sharedStrings
	date1904 bool
	sizes    map[string]int64 // unpacked bytes seen of each part
	total    int64
}

// sheetPart is a worksheet that may be shown.
type sheetPart struct {
	SheetName
	part string
}

// directoryBudget bounds what the list of parts of an archive may take.
const directoryBudget = 4 << 20

var errBudget = errors.New("the directory of the archive is too large")

// meteredReader fails once more than budget bytes have been read; a negative
// budget is none.
type meteredReader struct {
	at     io.ReaderAt
	budget int64
}

func (m *meteredReader) ReadAt(b []byte, off int64) (int, error) {
	if m.budget >= 0 {
		if m.budget -= int64(len(b)); m.budget < 0 {
			return 0, errBudget
		}
	}
	return m.at.ReadAt(b, off)
}

// openPackage reads the list of parts, checks it against the limits and looks
// into every part for a document type declaration.
func openPackage(f File, lim Limits) (*workbook, error) {
	if f.Size > lim.XLSXBytes {
		return nil, refuse(ArchiveTooLarge)
	}
	in := &meteredReader{f.At, directoryBudget}
	z, err := zip.NewReader(in, f.Size)
	if errors.Is(err, errBudget) {
		return nil, refuse(ArchiveTooLarge).Because(err)
	}
	if err != nil && !errors.Is(err, zip.ErrInsecurePath) {
		return nil, damaged(err)
	}
	in.budget = -1
	w := &workbook{parts: map[string]*zip.File{}, lim: lim, sizes: map[string]int64{}}
	if err := w.list(z.File, f.Size); err != nil {
		return nil, err
	}
	for _, part := range z.File {
		if err := w.checkProlog(part); err != nil {
			return nil, err
		}
	}
	return w, nil
}

// list checks the declared sizes, which reading checks again, and keeps the
// parts by name.
func (w *workbook) list(files []*zip.File, packed int64) error {
	if len(files) > w.lim.Parts {
		return refuse(ArchiveTooLarge)
	}
	var total uint64
	for _, part := range files {
		name := partName(part.Name)
		if _, twice := w.parts[name]; twice {
			return damaged(errors.New("two parts named " + name))
		}
		w.parts[name] = part
		if part.Flags&1 != 0 {
			return refuse(EncryptedFile)
		}
		size := part.UncompressedSize64
		total += size
		if size > uint64(w.lim.UnpackedBytes) || total > uint64(w.lim.UnpackedBytes) ||
			w.bloated(size, part.CompressedSize64) || w.bloated(total, uint64(packed)) {
			return refuse(ArchiveTooLarge)
		}
	}
	return nil
}

func (w *workbook) bloated(unpacked, packed uint64) bool {
	return unpacked >= uint64(w.lim.RatioFrom) && unpacked/uint64(w.lim.Ratio) > packed
}

func partName(name string) string {
	return strings.ToLower(strings.TrimPrefix(strings.ReplaceAll(name, `\`, "/"), "/"))
}

// damaged wraps a failure of reading the package; refusals and failures of the
// disk stay what they are.
func damaged(err error) error {
	var known *fault.Error
	var disk *fs.PathError
	if errors.As(err, &known) || errors.As(err, &disk) {
		return err
	}
	if errors.Is(err, errDTD) {
		return refuse(XMLDTD)
	}
	return refuse(FileDamaged).Because(err)
}

// partReader counts what comes out of a part and stops at the limits, whatever
// the directory of the archive says.
type partReader struct {
	io.ReadCloser
	w      *workbook
	name   string
	packed uint64
	n      int64
}

func (p *partReader) Read(b []byte) (int, error) {
	n, err := p.ReadCloser.Read(b)
	p.n += int64(n)
	if more := p.n - p.w.sizes[p.name]; more > 0 {
		p.w.sizes[p.name] = p.n
		p.w.total += more
	}
	if p.w.total > p.w.lim.UnpackedBytes || p.w.bloated(uint64(p.n), p.packed) {
		return 0, refuse(ArchiveTooLarge)
	}
	return n, err
}

func (w *workbook) open(part *zip.File) (io.ReadCloser, error) {
	rc, err := part.Open()
	if err != nil {
		return nil, err
	}
	return &partReader{ReadCloser: rc, w: w, name: partName(part.Name), packed: part.CompressedSize64}, nil
}

// scan opens a part as XML, in UTF-8 or UTF-16. A missing part gives nil.
func (w *workbook) scan(name string) (*xmlScanner, io.Closer, error) {
	part := w.parts[partName(name)]
	if part == nil {
		return nil, nil, nil
	}
	rc, err := w.open(part)
	if err != nil {
		return nil, nil, damaged(err)
	}
	return newXMLScanner(xmlUTF8(rc)), rc, nil
}

// xmlUTF8 strips the byte order mark and turns UTF-16 into UTF-8.
func xmlUTF8(in io.Reader) io.Reader {
	return transform.NewReader(in, unicode.BOMOverride(encoding.Nop.NewDecoder()))
}

// walk calls visit for every start tag of a part; a missing part has none.
func (w *workbook) walk(name string, visit func(s *xmlScanner) error) error {
	s, closer, err := w.scan(name)
	if s == nil {
		return err
	}
	defer closer.Close()
	for {
		token, err := s.next()
		if errors.Is(err, io.EOF) {
			return nil
		}
		if err == nil && token == xmlStart {
			err = visit(s)
		}
		if err != nil {
			return damaged(err)
		}
	}
}

// checkProlog finds a document type declaration in any part that looks like
// XML, also in parts that are never read.
func (w *workbook) checkProlog(part *zip.File) error {
	if part.UncompressedSize64 == 0 || strings.HasSuffix(part.Name, "/") {
		return nil
	}
	rc, err := w.open(part)
	if err != nil {
		return damaged(err)
	}
	defer rc.Close()
	in := xmlUTF8(rc)
	head := make([]byte, 512)
	n, err := io.ReadFull(in, head)
	if err != nil && !errors.Is(err, io.EOF) && !errors.Is(err, io.ErrUnexpectedEOF) {
		return damaged(err)
	}
	if head = bytes.TrimLeft(head[:n], " \t\r\n"); len(head) == 0 || head[0] != '<' {
		return nil
	}
	s := newXMLScanner(io.MultiReader(bytes.NewReader(head), in))
	for {
		token, err := s.next()
		switch {
		case errors.Is(err, errDTD) || fault.Is(err, fault.TooLarge):
			return damaged(err)
		case err != nil || token == xmlStart:
			return nil
		}
	}
}

// target resolves a relationship's target against the part that has it.
func target(base, to string) string {
	if strings.HasPrefix(to, "/") {
		return path.Clean(to)
	}
	return path.Join(path.Dir(base), to)
}
