package dev.fencepost.workbench;

/** A protocol that a user brings, with a table of the code that has it. */
public final class OwnProtocol {
    public static final String TEXT = """
            #include "fencepost.h"
            protocol("mine", "ring");
            shared u32 data, ready;
            driver void produce(void)
            {
            	WRITE_ONCE(data, 1);
            P1:	smp_wmb();
            	WRITE_ONCE(ready, 1);
            }
            device void consume(void)
            {
            	u32 n = READ_ONCE(ready);
            C1:	smp_rmb();
            	if (n)
            		never(READ_ONCE(data) != 1, S3, "the consumer sees stale data");
            }
            scenario(pass) { run(produce()); run(consume()); }
            """;

    public static final String TABLE = """
            code driver  My driver
            from me/driver
            word my_wmb  smp_wmb  barrier.h
            file ring.c  v1
            P1  my_wmb  produce  {data .. ready}
            code device  My device
            from me/device
            file ring.c  v2
            C1  none  consume
            """;

    private OwnProtocol() {}
}
