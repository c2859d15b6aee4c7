package dev.fencepost.model.cost;

import java.util.List;

/**
 * One curve of a model, or the points that it is drawn against.
 *
 * @param name what it shows
 * @param mark the character that it is drawn by
 * @param origin FITTED for a curve, PUBLISHED or MEASURED for points
 * @param points from left to right
 */
public record Curve(String name, char mark, Origin origin, List<Point> points) {
    /** Copies the list. */
    public Curve {
        points = List.copyOf(points);
    }

    /** A point. */
    public record Point(double x, double y) {}
}
