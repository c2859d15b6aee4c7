package dev.fencepost.properties.house;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;

/**
 * Whoever sets {@code JDK25_HOME} asks for a second JDK, and the tests run on that or the build fails: the profile is
 * on whenever the variable is set, and the only JVM of its run is the one in there, without which Surefire gives up.
 */
class SecondJdkTest {
    private static final String VARIABLE = "env.JDK25_HOME";

    @Test
    void theVariableAloneDecides() throws ParserConfigurationException, IOException, SAXException {
        String pom = Source.ofProject().stream()
                .filter(source -> source.path().equals("pom.xml"))
                .map(Source::text)
                .findFirst()
                .orElseThrow();
        assertThat(faults(pom)).isEmpty();
        assertThat(faults(pom.replace("<name>" + VARIABLE + "</name>", "<name>jdk25</name>")))
                .contains("activation by the variable");
        assertThat(faults(pom.replace("${" + VARIABLE + "}/bin/java", "${java.home}/bin/java")))
                .contains("JVM in the variable");
        assertThat(faults(pom.replace("<id>jdk25</id>", "<id>jdk26</id>"))).contains("profile jdk25");
    }

    private static List<String> faults(String pom) throws ParserConfigurationException, IOException, SAXException {
        List<String> missing = new ArrayList<>(
                List.of("profile jdk25", "activation by the variable", "JVM in the variable", "the goal test"));
        NodeList profiles = DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(new InputSource(new StringReader(pom)))
                .getElementsByTagName("profile");
        for (int i = 0; i < profiles.getLength(); i++) {
            Element profile = (Element) profiles.item(i);
            if (!texts(profile, "id").contains("jdk25")) {
                continue;
            }
            missing.remove("profile jdk25");
            Element activation =
                    (Element) profile.getElementsByTagName("activation").item(0);
            if (texts(activation, "*").stream()
                    .map(String::strip)
                    .distinct()
                    .toList()
                    .equals(List.of(VARIABLE))) {
                missing.remove("activation by the variable");
            }
            if (texts(profile, "jvm").equals(List.of("${" + VARIABLE + "}/bin/java"))) {
                missing.remove("JVM in the variable");
            }
            if (texts(profile, "goal").equals(List.of("test"))) {
                missing.remove("the goal test");
            }
        }
        return missing;
    }

    private static List<String> texts(Element in, String tag) {
        List<String> texts = new ArrayList<>();
        NodeList found = in.getElementsByTagName(tag);
        for (int i = 0; i < found.getLength(); i++) {
            texts.add(found.item(i).getTextContent());
        }
        return texts;
    }
}
