package io.tapline.agent.target.demangle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.time.Duration;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Expectations are what c++filt (GNU binutils 2.40, --no-verbose) says. */
class DemanglerTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "_Z1fv | f()",
        "_Z1fiz | f(int, ...)",
        "_ZN1A1B1fEv | A::B::f()",
        "_ZNK1A1fEv | A::f() const",
        "_ZNVKR1A1fEv | A::f() const volatile &",
        "_ZNO1A1fEv | A::f() &&",
        "_ZN1AC1Ev | A::A()",
        "_ZN1AD0Ev | A::~A()",
        "_ZN1AIiEC2ERKS0_ | A<int>::A(A<int> const&)",
        "_ZNSsC1EPKc | std::basic_string<char, std::char_traits<char>, std::allocator<char>"
            + " >::basic_string(char const*)",
        "_ZNSs5beginEv | std::string::begin()",
        "_ZNSaIcED2Ev | std::allocator<char>::~allocator()",
        "_ZSt4endlIcSt11char_traitsIcEERSt13basic_ostreamIT_T0_ES6_ |"
            + " std::basic_ostream<char, std::char_traits<char> >& std::endl<char,"
            + " std::char_traits<char> >(std::basic_ostream<char, std::char_traits<char> >&)",
        "_ZNSt6vectorIS_IiSaIiEESaIS1_EE9push_backEOS1_ | std::vector<std::vector<int,"
            + " std::allocator<int> >, std::allocator<std::vector<int, std::allocator<int> >"
            + " > >::push_back(std::vector<int, std::allocator<int> >&&)",
        "_ZN1AplERKS_ | A::operator+(A const&)",
        "_ZN1AcvT_IiEEv | A::operator int<int>()",
        "_ZN1AcvbEv | A::operator bool()",
        "_ZlsI1AERSoS1_RKT_ | std::ostream& operator<< <A>(std::ostream&, A const&)",
        "_ZnwmPv | operator new(unsigned long, void*)",
        "_ZdaPv | operator delete[](void*)",
        "_Zli2_xPKc | operator\"\" _x(char const*)",
        "_ZN1AclEi | A::operator()(int)",
        "_ZN12_GLOBAL__N_11fEv | (anonymous namespace)::f()",
        "_ZL1fv | f()",
        "_ZN1A1xE | A::x",
        "_ZTV1A | vtable for A",
        "_ZTI1A | typeinfo for A",
        "_ZTS1A | typeinfo name for A",
        "_ZTT1A | VTT for A",
        "_ZTC1D0_1B | construction vtable for B-in-D",
        "_ZThn16_N1D1fEv | non-virtual thunk to D::f()",
        "_ZTv0_n24_N1D1fEv | virtual thunk to D::f()",
        "_ZTcv0_n24_h8_N1D1fEv | covariant return thunk to D::f()",
        "_ZGVZ1fvE1x | guard variable for f()::x",
        "_ZGRN1A1xE_ | reference temporary #0 for A::x",
        "_ZTW1x | TLS wrapper function for x",
        "_ZZ1fvE1x | f()::x",
        "_ZZ1fvE1x_0 | f()::x",
        "_ZZ1fvENK1A1gEv | f()::A::g() const",
        "_ZZ1fvENKUlvE_clEv | f()::{lambda()#1}::operator()() const",
        "_ZZ1fvENKUliE0_clEi | f()::{lambda(int)#2}::operator()(int) const",
        "_ZZ1fvENKUlT_E_clIiEEDaS_ | auto f()::{lambda(auto:1)#1}::operator()<int>(int) const",
        "_ZN1AUt_C1Ev | A::{unnamed type#1}::A()",
        "_ZZN1A1fEiiEd_NKUlvE_clEv | A::f(int, int)::{default arg#1}::{lambda()#1}::operator()()"
            + " const",
        "_Z1fPFivE | f(int (*)())",
        "_Z1fPFvPFvvEE | f(void (*)(void (*)()))",
        "_Z1fPPFvvE | f(void (**)())",
        "_Z1fRA3_i | f(int (&) [3])",
        "_Z1fPA2_A3_i | f(int (*) [2][3])",
        "_Z1fM1Ai | f(int A::*)",
        "_Z1fM1AKFivE | f(int (A::*)() const)",
        "_Z1fPVKc | f(char const volatile*)",
        "_Z1fPDoFvvE | f(void (*)() noexcept)",
        "_Z1fIiEvT_ | void f<int>(int)",
        "_Z1fIiEPFvvEv | void (*f<int>())()",
        "_Z1fIJidEEvDpT_ | void f<int, double>(int, double)",
        "_Z1fIJEEvDpT_ | void f<>()",
        "_Z1fIRiEvOT_ | void f<int&>(int&)",
        "_Z1fILi5ELb1ELm7ELc97ELin3EEvv | void f<5, true, 7ul, (char)97, -3>()",
        "_Z1fIXadL_Z1gvEEEvv | void f<&(g())>()",
        "_Z1fIiEDTplcvT__ELi1EES0_ | decltype (((int)())+(1)) f<int>(int)",
        "_Z1fIXgtLi1ELi2EEEvv | void f<((1)>(2))>()",
        "_Z1fIXquLb1ELi2ELi3EEEvv | void f<(true)?(2) : (3)>()",
        "_Z1fIXscdLi1EEEvv | void f<static_cast<double>(1)>()",
        "_Z1fIXclL_Z1gvEEEEvv | void f<g()>()",
        "_Z1fIiEDTdtfp_1xET_ | decltype ({parm#1}.x) f<int>(int)",
        "_Z1fIiEDTixfp_Li0EET_ | decltype ({parm#1}[0]) f<int>(int)",
        "_Z1fIJiEEDTfrplT_EDpT_ | decltype (((int)+...)) f<int>(int)",
        "_Z1fIiEDTnw_T_piLi3EEET_ | decltype (new int(3)) f<int>(int)",
        "_Z1fIiEDTtlT_Li3EEES0_ | decltype (int{3}) f<int>(int)",
        "_Z1fIXstiEEvv | void f<sizeof (int)>()",
        "_Z1fILd3ff0000000000000EEvv | void f<(double)[3ff0000000000000]>()",
        "_Z1fIJidEEvDpRT_ | void f<int, double>(int&, double&)",
        "_ZN5Outer5InnerIiE1fB5cxx11Ev | Outer::Inner<int>::f[abi:cxx11]()",
        "_Z3fooi.part.0 | foo(int) [clone .part.0]",
        "_Z3fooi.isra.0.cold.1 | foo(int) [clone .isra.0] [clone .cold.1]",
        "_Z1fDn | f(decltype(nullptr))",
        "_Z1fDv4_f | f(float __vector(4))",
        "_Z1fu8__bf16_t | f(__bf16_t)",
        "_ZN4core3fmt5write17h0123456789abcdefE | core::fmt::write::h0123456789abcdef",
      })
  void writesNamesAsCxxDoes(String mangled, String name) {
    assertThat(Demangler.demangle(mangled)).isEqualTo(name);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "main",
        "_Z",
        "_Zx",
        "_ZN",
        "_ZN1A",
        "_Z1",
        "_Z99999999999a",
        "_Z1fT_",
        "_Z1fS_",
        "_Z1fS99999999_",
        "_ZNE",
        "_Z1fi@@V1",
        "_Z3fo",
        "_Z1f.",
        "_RNvC1a1b",
        "_ZL",
        "_Z1fIXE",
        "_Z1fDp",
        "_Z1fP",
        "_ZN1AC9Ev",
        "_ZTh_",
        "_ZGR",
        "_Z1fLi",
        "_Z1f\u00e9"
      })
  void leavesAnythingElse(String text) {
    assertThat(Demangler.demangle(text)).isEqualTo(text);
  }

  @Test
  void givesUpOnNamesThatAreMadeToHurt() {
    String[] hostile = {
      "_Z1f" + "P".repeat(10_000) + "i",
      "_Z" + "N1A".repeat(5_000) + "E".repeat(5_000) + "v",
      "_Z1f" + "I".repeat(8_000),
      "_Z1f" + "FvF".repeat(4_000),
      "_Z1fI" + doubling(60) + "Evv",
      "_Z1fIXL" + "_Z1gIXL".repeat(2_000),
      "_Z1fIJ" + "i".repeat(12_000) + "EEvDpT_DpDpDpDpT_",
    };
    for (String name : hostile) {
      assertTimeoutPreemptively(
          Duration.ofSeconds(2), () -> assertThat(Demangler.demangle(name)).isNotEmpty());
    }
  }

  /** Each argument has the one before twice in it. */
  private static String doubling(int times) {
    StringBuilder name = new StringBuilder("1AIiiE");
    for (int i = 0; i < times; i++) {
      String number = i == 0 ? "" : Integer.toString(i - 1, 36).toUpperCase(Locale.ROOT);
      String before = "S" + number + "_";
      name.append("1AI").append(before).append(before).append("E");
    }
    return name.toString();
  }
}
