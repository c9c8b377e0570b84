module org.example.power.sign {
    requires dev.glissade.optimizers.spi;

    provides dev.glissade.optimizers.spi.OptimizerProvider with
            org.example.PowerSign;
}
