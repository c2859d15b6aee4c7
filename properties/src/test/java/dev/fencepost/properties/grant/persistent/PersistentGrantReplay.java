package dev.fencepost.properties.grant.persistent;

import dev.fencepost.model.grant.persistent.Action;
import dev.fencepost.model.grant.persistent.Action.Kind;
import dev.fencepost.model.grant.persistent.Design;
import dev.fencepost.model.grant.persistent.PersistentOption;
import dev.fencepost.model.grant.persistent.Setup;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/** Histories as words, so that one that went wrong can be run again. */
final class PersistentGrantReplay {
    private PersistentGrantReplay() {}

    /** What to read, and what to run, when a history went wrong. */
    static String report(Setup setup, List<Action> actions) {
        return setup + "\n"
                + actions.stream().map(action -> "  " + action).collect(Collectors.joining("\n"))
                + "\nAgain: mvn test -pl properties -am -Dtest=PersistentGrantReplayTest"
                + " -Dsurefire.failIfNoSpecifiedTests=false -DargLine='-Dfencepost.grant.history="
                + words(setup, actions) + "'";
    }

    /** The setup, then a word an action. */
    static String words(Setup setup, List<Action> actions) {
        boolean hostile = setup.options().contains(PersistentOption.HOSTILE_FRONT);
        String head = setup.design() + "," + setup.pages() + "," + setup.segments() + "," + setup.requests() + ","
                + setup.limit() + "," + setup.feature() + "," + hostile + ","
                + setup.devices();
        return head
                + actions.stream()
                        .map(action -> "," + action.kind() + "-" + action.argument())
                        .collect(Collectors.joining());
    }

    static Setup setup(String words) {
        String[] word = words.split(",");
        return PersistentGrantProperties.setup(
                        Design.valueOf(word[0]),
                        Integer.parseInt(word[1]),
                        Integer.parseInt(word[2]),
                        Integer.parseInt(word[3]),
                        Integer.parseInt(word[4]),
                        Boolean.parseBoolean(word[5]),
                        Boolean.parseBoolean(word[6]))
                .shared(Integer.parseInt(word[7]));
    }

    static List<Action> actions(String words) {
        return Arrays.stream(words.split(","))
                .skip(8)
                .map(word -> word.split("-"))
                .map(word -> new Action(Kind.valueOf(word[0]), Integer.parseInt(word[1])))
                .toList();
    }
}
