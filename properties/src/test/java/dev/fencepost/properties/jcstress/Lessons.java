package dev.fencepost.properties.jcstress;

import java.util.List;
import java.util.Set;

/**
 * The lessons of a subject.
 *
 * @param subject what their names begin with
 * @param all every one
 * @param mustShow those whose defect every machine must show, because their memory is simulated
 * @param mustShowOnX86 those whose defect an x86 must show
 */
record Lessons(String subject, List<Lesson> all, Set<String> mustShow, Set<String> mustShowOnX86) {}
