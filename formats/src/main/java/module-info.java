/// Files in and out: tables, arrays, plots.
module dev.glissade.formats {
    requires transitive dev.glissade.training;
    requires com.google.gson;
    requires de.siegmar.fastcsv;
    requires static transitive org.jspecify;

    exports dev.glissade.formats;
}
