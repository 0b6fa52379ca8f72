package sheet

import (
	"bytes"
	"errors"
	"io"
	"unicode/utf8"
)

// Failures of reading XML; errDTD is a DOCTYPE or any other declaration.
var (
	errXML = errors.New("malformed XML")
	errDTD = errors.New("document type declaration in XML")
)

// xmlToken says what xmlScanner.next found.
type xmlToken uint8

const (
	xmlStart xmlToken = iota + 1
	xmlEnd
	xmlText // part of a text; the next token may continue it
)

// The bounds of a scanner: no construct of a file can make it use more memory.
const (
	xmlWindow = 64 << 10 // bytes of input at hand, of a tag with its attributes
	xmlDepth  = 256
)

// xmlScanner reads XML in constant memory. It knows elements, attributes,
// texts, CDATA, comments, instructions, the five named and all numeric
// references, and refuses every declaration. Names are given without prefix.
type xmlScanner struct {
	in       io.Reader
	buf      []byte
	pos, end int
	inErr    error
	name     []byte // of the element that starts or ends
	attrs    []xmlAttr
	text     []byte
	open     []byte // names of the open elements, one after the other
	marks    []int  // where each of them begins in open
	closing  bool   // the element just started was empty: <a/>
	afterCR  bool
	cdata    bool
	seen     bool // the root element has started
}

type xmlAttr struct{ name, value []byte }

func newXMLScanner(in io.Reader) *xmlScanner {
	return &xmlScanner{in: in, buf: make([]byte, xmlWindow)}
}

// attr returns the value of an attribute of the element just started, valid
// until the next token; nil when it is absent.
func (s *xmlScanner) attr(name string) []byte {
	for i := range s.attrs {
		if string(s.attrs[i].name) == name {
			return s.attrs[i].value
		}
	}
	return nil
}

func (s *xmlScanner) depth() int { return len(s.marks) }

// more reads on; false at the end of the input or when the window is full.
func (s *xmlScanner) more() bool {
	if s.inErr != nil {
		return false
	}
	if s.pos > 0 {
		s.end = copy(s.buf, s.buf[s.pos:s.end])
		s.pos = 0
	}
	if s.end == len(s.buf) {
		return false
	}
	n, err := s.in.Read(s.buf[s.end:])
	s.end += n
	s.inErr = err
	return n > 0 || err == nil
}

// need makes n bytes available.
func (s *xmlScanner) need(n int) bool {
	for s.end-s.pos < n {
		if !s.more() {
			return false
		}
	}
	return true
}

func (s *xmlScanner) failure() error {
	if s.inErr != nil && !errors.Is(s.inErr, io.EOF) {
		return s.inErr
	}
	return errXML
}

// next returns the next token, io.EOF after the root element.
func (s *xmlScanner) next() (xmlToken, error) {
	if s.closing {
		s.closing = false
		return xmlEnd, s.pop()
	}
	for {
		if !s.need(1) {
			if errors.Is(s.failure(), errXML) && s.seen && len(s.marks) == 0 {
				return 0, io.EOF
			}
			return 0, s.failure()
		}
		if s.cdata || s.buf[s.pos] != '<' {
			if s.readText() {
				return xmlText, nil
			}
			if s.cdata || s.pos < s.end && s.buf[s.pos] != '<' {
				return 0, s.failure()
			}
			continue
		}
		token, err := s.markup()
		if token != 0 || err != nil {
			return token, err
		}
	}
}

// markup handles what begins with '<'; no token for comments and the like.
func (s *xmlScanner) markup() (xmlToken, error) {
	if !s.need(2) {
		return 0, s.failure()
	}
	s.afterCR = false
	switch s.buf[s.pos+1] {
	case '/':
		return s.endTag()
	case '?':
		return 0, s.skipPast("?>")
	case '!':
		switch {
		case s.at("<!--"):
			return 0, s.skipPast("-->")
		case s.at("<![CDATA["):
			s.pos += len("<![CDATA[")
			s.cdata = true
			return 0, nil
		}
		if s.end-s.pos < len("<![CDATA[") && s.inErr != nil {
			return 0, s.failure()
		}
		return 0, errDTD
	}
	return s.startTag()
}

func (s *xmlScanner) at(sign string) bool {
	return s.need(len(sign)) && string(s.buf[s.pos:s.pos+len(sign)]) == sign
}

func (s *xmlScanner) skipPast(sign string) error {
	s.pos += 2
	for {
		if i := bytes.Index(s.buf[s.pos:s.end], []byte(sign)); i >= 0 {
			s.pos += i + len(sign)
			return nil
		}
		s.pos = max(s.pos, s.end-len(sign)+1)
		if !s.more() {
			return s.failure()
		}
	}
}

// tag makes a whole tag available and returns its inside. A '>' inside an
// attribute value does not end it.
func (s *xmlScanner) tag(skip int) ([]byte, error) {
	quote := byte(0)
	for i := skip; ; i++ {
		if s.pos+i >= s.end && !s.need(i+1) {
			return nil, s.failure()
		}
		switch c := s.buf[s.pos+i]; {
		case quote != 0:
			if c == quote {
				quote = 0
			}
		case c == '"' || c == '\'':
			quote = c
		case c == '>':
			inside := s.buf[s.pos+skip : s.pos+i]
			s.pos += i + 1
			return inside, nil
		case c == '<':
			return nil, errXML
		}
	}
}

func (s *xmlScanner) endTag() (xmlToken, error) {
	inside, err := s.tag(2)
	if err != nil {
		return 0, err
	}
	s.name = local(bytes.TrimRight(inside, " \t\r\n"))
	if len(s.marks) == 0 || string(s.open[s.marks[len(s.marks)-1]:]) != string(s.name) {
		return 0, errXML
	}
	return xmlEnd, s.pop()
}

// pop leaves the name of the element in s.name.
func (s *xmlScanner) pop() error {
	last := s.marks[len(s.marks)-1]
	s.name = s.open[last:]
	s.open, s.marks = s.open[:last], s.marks[:len(s.marks)-1]
	return nil
}

func (s *xmlScanner) startTag() (xmlToken, error) {
	inside, err := s.tag(1)
	if err != nil {
		return 0, err
	}
	if s.seen && len(s.marks) == 0 || len(s.marks) == xmlDepth {
		return 0, errXML
	}
	if n := len(inside); n > 0 && inside[n-1] == '/' {
		s.closing, inside = true, inside[:n-1]
	}
	end := bytes.IndexAny(inside, " \t\r\n")
	if end < 0 {
		end = len(inside)
	}
	s.name = local(inside[:end])
	if len(s.name) == 0 {
		return 0, errXML
	}
	s.marks = append(s.marks, len(s.open))
	s.open = append(s.open, s.name...)
	s.seen = true
	return xmlStart, s.attributes(inside[end:])
}

func (s *xmlScanner) attributes(b []byte) error {
	s.attrs = s.attrs[:0]
	for {
		b = bytes.TrimLeft(b, " \t\r\n")
		if len(b) == 0 {
			return nil
		}
		equal := bytes.IndexByte(b, '=')
		if equal <= 0 {
			return errXML
		}
		name := bytes.TrimRight(b[:equal], " \t\r\n")
		b = bytes.TrimLeft(b[equal+1:], " \t\r\n")
		if len(b) == 0 || b[0] != '"' && b[0] != '\'' {
			return errXML
		}
		end := bytes.IndexByte(b[1:], b[0])
		if end < 0 {
			return errXML
		}
		value := b[1 : end+1]
		if bytes.IndexByte(value, '&') >= 0 {
			var ok bool
			if value, ok = unescape(value); !ok {
				return errXML
			}
		}
		if !bytes.HasPrefix(name, []byte("xmlns")) {
			s.attrs = append(s.attrs, xmlAttr{local(name), value})
		}
		b = b[end+2:]
	}
}

func local(name []byte) []byte { return name[bytes.IndexByte(name, ':')+1:] }

// readText fills s.text with a piece of text; false when there is none.
func (s *xmlScanner) readText() bool {
	s.text = s.text[:0]
	if s.cdata {
		return s.readCDATA()
	}
	at := s.buf[s.pos:s.end]
	stop := bytes.IndexByte(at, '<')
	if stop < 0 {
		stop = len(at)
	}
	if ref := bytes.IndexByte(at[:stop], '&'); ref >= 0 {
		stop = ref
	}
	if stop > 0 {
		s.literal(at[:stop])
		s.pos += stop
		return true
	}
	return s.reference()
}

// literal appends text with its line ends made LF.
func (s *xmlScanner) literal(b []byte) {
	if bytes.IndexByte(b, '\r') < 0 && !s.afterCR {
		s.text = append(s.text, b...)
		return
	}
	for _, c := range b {
		switch {
		case c == '\r':
			s.text = append(s.text, '\n')
		case c != '\n' || !s.afterCR:
			s.text = append(s.text, c)
		}
		s.afterCR = c == '\r'
	}
}

func (s *xmlScanner) readCDATA() bool {
	if !s.need(len("]]>")) {
		return false
	}
	at := s.buf[s.pos:s.end]
	stop := bytes.Index(at, []byte("]]>"))
	if stop >= 0 {
		s.literal(at[:stop])
		s.pos += stop + len("]]>")
		s.cdata, s.afterCR = false, false
		return true
	}
	s.literal(at[:len(at)-2])
	s.pos += len(at) - 2
	return true
}

// reference reads one &…; into s.text.
func (s *xmlScanner) reference() bool {
	s.afterCR = false
	for n := 2; n <= 12; n++ {
		if !s.need(n) {
			return false
		}
		if s.buf[s.pos+n-1] != ';' {
			continue
		}
		r, ok := entity(s.buf[s.pos+1 : s.pos+n-1])
		if !ok {
			return false
		}
		s.text = utf8.AppendRune(s.text, r)
		s.pos += n
		return true
	}
	return false
}
