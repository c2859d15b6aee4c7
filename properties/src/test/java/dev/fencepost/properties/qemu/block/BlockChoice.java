package dev.fencepost.properties.qemu.block;

import dev.fencepost.impl.ring.Segments;
import java.util.Random;

/** Which requests a {@link BlockRun} makes, and what each does to the disk. */
final class BlockChoice {
    private static final int TRIES = 20;
    private static final int UNKNOWN_TYPE = 99;

    private BlockChoice() {}

    /** Makes {@code request} a random one, and takes its sectors. */
    static Segments make(BlockRequest request, BlockModel model, int segments, Random random) {
        for (int i = 0; i < TRIES; i++) {
            int count = 1 + random.nextInt(BlockRequest.MOST_SECTORS);
            int sector = random.nextInt(model.sectors() - count + 1);
            int type = type(random);
            int version = type == BlockRequest.WRITE ? model.newVersion() : 0;
            if (type == BlockRequest.FLUSH || type == BlockRequest.GET_ID) {
                return request.make(type, 0, 0, 0, BlockRequest.STATUS_OK, segments, random);
            } else if (model.take(sector, count, type != BlockRequest.READ)) {
                return request.make(type, sector, count, version, BlockRequest.STATUS_OK, segments, random);
            }
        }
        return wrong(request, model, segments, random);
    }

    private static int type(Random random) {
        int choice = random.nextInt(100);
        if (choice < 40) {
            return BlockRequest.READ;
        } else if (choice < 80) {
            return BlockRequest.WRITE;
        } else if (choice < 85) {
            return BlockRequest.FLUSH;
        } else if (choice < 92) {
            return BlockRequest.DISCARD;
        }
        return choice < 97 ? BlockRequest.WRITE_ZEROES : BlockRequest.GET_ID;
    }

    /** One that the device must refuse, and says so. */
    private static Segments wrong(BlockRequest request, BlockModel model, int segments, Random random) {
        if (random.nextBoolean()) {
            return request.make(UNKNOWN_TYPE, 0, 0, 0, BlockRequest.STATUS_UNSUPPORTED, segments, random);
        }
        long behind = model.sectors() - (long) random.nextInt(2);
        return request.make(BlockRequest.READ, behind, 2, 0, BlockRequest.STATUS_IOERR, segments, random);
    }

    /** Whether a request has taken sectors. */
    static boolean hasSectors(BlockRequest request) {
        return request.count() > 0 && request.isExpectedToSucceed();
    }

    /** What a request that is complete has done. */
    static void done(BlockRequest request, BlockModel model) {
        switch (request.type()) {
            case BlockRequest.WRITE:
                model.written(request.sector(), request.count(), request.version());
                break;
            case BlockRequest.WRITE_ZEROES:
                model.zeroed(request.sector(), request.count());
                break;
            case BlockRequest.DISCARD:
                model.maybeZeroed(request.sector(), request.count());
                break;
            default:
        }
    }

    /** What one may have done that a reset cut off. */
    static void cutOff(BlockRequest request, BlockModel model) {
        if (request.type() == BlockRequest.WRITE) {
            model.maybeWritten(request.sector(), request.count(), request.version());
        } else if (request.type() == BlockRequest.WRITE_ZEROES || request.type() == BlockRequest.DISCARD) {
            model.maybeZeroed(request.sector(), request.count());
        }
    }
}
