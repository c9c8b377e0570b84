package org.example;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.glissade.optimizers.spi.Optimizers;
import dev.glissade.optimizers.tck.OptimizerContract;
import org.junit.jupiter.api.Test;

class PowerSignTest extends OptimizerContract {
    PowerSignTest() {
        super(new PowerSign());
    }

    @Test
    void isFoundByItsName() {
        assertEquals("power-sign", Optimizers.named("power-sign").description().name());
    }
}
