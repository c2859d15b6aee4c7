package dev.fencepost.stress.harness;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Each way to ask for Java PathFinder, with what is asked for there and not there. */
class JpfRequestTest {
    private static final String RUN = "build/RunJPF.jar";

    @TempDir
    Path folder;

    private Path jdk;

    @BeforeEach
    void aJdk17RunsThis() throws IOException {
        jdk = jdk("jdks/one", "17.0.9");
    }

    private Path jdk(String name, String version) throws IOException {
        Path home = folder.resolve(name);
        Path java = home.resolve("bin/java");
        Files.createDirectories(java.getParent());
        Files.createFile(java);
        assertThat(java.toFile().setExecutable(true)).isTrue();
        Files.writeString(home.resolve("release"), "IMPLEMENTOR=\"x\"\nJAVA_VERSION=\"" + version + "\"\n");
        return home;
    }

    private Path jpf(String name) throws IOException {
        Path home = folder.resolve(name);
        Files.createDirectories(home.resolve("build"));
        Files.createFile(home.resolve("jpf.properties"));
        for (String jar : new String[] {"RunJPF.jar", "jpf.jar", "jpf-classes.jar"}) {
            Files.createFile(home.resolve("build").resolve(jar));
        }
        return home;
    }

    private JpfRequest request(String property, Map<String, String> environment) {
        return new JpfRequest(property, environment, folder.resolve("user"), jdk, folder);
    }

    private void site(String line) throws IOException {
        Path site = folder.resolve("user/.jpf/site.properties");
        Files.createDirectories(site.getParent());
        Files.writeString(site, line + "\n");
    }

    private static void assertMissing(JpfRequest request, String asked, Path lookedFor) {
        assertThatThrownBy(request::find)
                .isInstanceOf(IllegalStateException.class)
                .hasMessage(asked + ": no built Java PathFinder, looked for " + lookedFor);
    }

    @Test
    void nobodyAsks() throws IOException {
        assertThat(request(null, Map.of()).find()).isEmpty();
        assertThat(request(null, Map.of("JPF_HOME", "")).find()).isEmpty();
        // Nothing needs a JDK 17 then.
        assertThat(request(null, Map.of("JAVA17_HOME", "nowhere")).find()).isEmpty();
        site("jpf-nhandler = ${user.home}/jpf-nhandler");
        assertThat(request(null, Map.of()).find()).isEmpty();
    }

    @Test
    void theProperty() throws IOException {
        Path home = jpf("jpf");
        Jpf found = new Jpf(home, jdk.resolve("bin/java"));
        assertThat(request(home.toString(), Map.of()).find()).contains(found);
        assertThat(request("jpf", Map.of()).find()).contains(found);
        assertThat(request("user/../jpf/", Map.of()).find()).contains(found);
        assertMissing(request("/nowhere", Map.of()), "-Djpf.home=/nowhere", Path.of("/nowhere/jpf.properties"));
        assertMissing(request("../jpf", Map.of()), "-Djpf.home=../jpf", folder.resolveSibling("jpf/jpf.properties"));
        assertThatThrownBy(() -> request("", Map.of()).find())
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("-Djpf.home=: no folder, expected that of jpf-core");
    }

    @Test
    void theVariable() throws IOException {
        Path home = jpf("jpf");
        assertThat(request(null, Map.of("JPF_HOME", home.toString())).find())
                .map(Jpf::home)
                .contains(home);
        assertThat(request(null, Map.of("JPF_HOME", "jpf")).find())
                .map(Jpf::home)
                .contains(home);
        assertMissing(
                request(null, Map.of("JPF_HOME", "nowhere")),
                "JPF_HOME=nowhere",
                folder.resolve("nowhere/jpf.properties"));
    }

    @Test
    void theSite() throws IOException {
        Path home = jpf("user/jpf");
        site("jpf-core = ${user.home}/jpf");
        assertThat(request(null, Map.of()).find()).map(Jpf::home).contains(home);
        site("jpf-core = /nowhere");
        assertMissing(
                request(null, Map.of()),
                "jpf-core = /nowhere in " + folder.resolve("user/.jpf/site.properties"),
                Path.of("/nowhere/jpf.properties"));
    }

    /** What is asked for first is not made good by what would be found after it. */
    @Test
    void oneDoesNotStandInForAnother() throws IOException {
        Path home = jpf("jpf");
        site("jpf-core = " + home);
        Map<String, String> environment = Map.of("JPF_HOME", home.toString());
        assertMissing(request("nowhere", environment), "-Djpf.home=nowhere", folder.resolve("nowhere/jpf.properties"));
        assertMissing(
                request(null, Map.of("JPF_HOME", "nowhere")),
                "JPF_HOME=nowhere",
                folder.resolve("nowhere/jpf.properties"));
    }

    /** As a checkout that nobody has built. */
    @Test
    void halfOfOneIsNone() throws IOException {
        Path home = jpf("jpf");
        for (String part : new String[] {RUN, "build/jpf.jar", "build/jpf-classes.jar"}) {
            Files.delete(home.resolve(part));
            assertMissing(request("jpf", Map.of()), "-Djpf.home=jpf", home.resolve(part));
            Files.createFile(home.resolve(part));
        }
        Files.delete(home.resolve(RUN));
        Files.createDirectory(home.resolve(RUN));
        assertMissing(request("jpf", Map.of()), "-Djpf.home=jpf", home.resolve(RUN));
    }

    @Test
    void aJdk17IsFoundBesideTheOneThatRuns() throws IOException {
        Path home = jpf("jpf");
        Path java = jdk.resolve("bin/java");
        jdk = jdk("jdks/two", "25");
        assertThat(request("jpf", Map.of()).find()).contains(new Jpf(home, java));
        jdk = jdk("elsewhere/one", "25");
        assertThatThrownBy(() -> request("jpf", Map.of()).find())
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("-Djpf.home=jpf: Java PathFinder runs on a JDK 17 only, and there is none at or beside "
                        + jdk + "; JAVA17_HOME=<JDK 17> names one");
    }

    @Test
    void aJdk17ThatIsNamed() throws IOException {
        jpf("jpf");
        Path named = jdk("named", "17.0.15");
        assertThat(request("jpf", Map.of("JAVA17_HOME", "named")).find())
                .map(Jpf::java)
                .contains(named.resolve("bin/java"));
        jdk("other", "25");
        for (String wrong : new String[] {"other", "nowhere"}) {
            assertThatThrownBy(
                            () -> request("jpf", Map.of("JAVA17_HOME", wrong)).find())
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("-Djpf.home=jpf: Java PathFinder runs on a JDK 17 only, and JAVA17_HOME="
                            + wrong + " is none: looked for " + folder.resolve(wrong + "/bin/java"));
        }
    }
}
