package syntax
import ("testing";"os";"fmt";"strings")
func TestZZ(t *testing.T){
 b,_:=os.ReadFile("/tmp/cases.txt")
 for _,c:=range strings.Split(string(b),"\n---\n") {
  fmt.Println("<<<"+c+">>>")
  for _,e:=range Check("f",c) { if e.Kind==LexicalError {fmt.Print("LEX ")}; fmt.Println("   ",e.Pos.Line,e.Pos.Col,e.Width,e.Message,"|",e.Hint) }
 }
}
