/** Stands in for Java PathFinder while harnesses are compiled: it is no dependency of the build. */
package gov.nasa.jpf.vm;
