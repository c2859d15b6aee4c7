package dev.fencepost.properties.grant;

import dev.fencepost.model.grant.PersistentGrantAction;
import dev.fencepost.model.grant.PersistentGrantAction.Kind;
import dev.fencepost.model.grant.PersistentGrantDesign;
import dev.fencepost.model.grant.PersistentGrantOption;
import dev.fencepost.model.grant.PersistentGrantSetup;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/** Histories as words, so that one that went wrong can be run again. */
final class PersistentGrantReplay {
    private PersistentGrantReplay() {}

    /** What to read, and what to run, when a history went wrong. */
    static String report(PersistentGrantSetup setup, List<PersistentGrantAction> actions) {
        return setup + "\n"
                + actions.stream().map(action -> "  " + action).collect(Collectors.joining("\n"))
                + "\nAgain: mvn test -pl properties -am -Dtest=PersistentGrantReplayTest"
                + " -Dsurefire.failIfNoSpecifiedTests=false -DargLine='-Dfencepost.grant.history="
                + words(setup, actions) + "'";
    }

    /** The setup, then a word an action. */
    static String words(PersistentGrantSetup setup, List<PersistentGrantAction> actions) {
        boolean hostile = setup.options().contains(PersistentGrantOption.HOSTILE_FRONT);
        String head = setup.design() + "," + setup.pages() + "," + setup.segments() + "," + setup.requests() + ","
                + setup.limit() + "," + setup.feature() + "," + hostile + ","
                + setup.devices();
        return head
                + actions.stream()
                        .map(action -> "," + action.kind() + "-" + action.argument())
                        .collect(Collectors.joining());
    }

    static PersistentGrantSetup setup(String words) {
        String[] word = words.split(",");
        return PersistentGrantProperties.setup(
                        PersistentGrantDesign.valueOf(word[0]),
                        Integer.parseInt(word[1]),
                        Integer.parseInt(word[2]),
                        Integer.parseInt(word[3]),
                        Integer.parseInt(word[4]),
                        Boolean.parseBoolean(word[5]),
                        Boolean.parseBoolean(word[6]))
                .shared(Integer.parseInt(word[7]));
    }

    static List<PersistentGrantAction> actions(String words) {
        return Arrays.stream(words.split(","))
                .skip(8)
                .map(word -> word.split("-"))
                .map(word -> new PersistentGrantAction(Kind.valueOf(word[0]), Integer.parseInt(word[1])))
                .toList();
    }
}
