package dev.glissade.formats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class TargetTest {
    @Test
    void ordersClassesByValueIfAllAreNumbers() {
        Target.Classes classes = target("10", "9", "-1", "9.0", "0", "-0").classes();

        assertThat(classes.names()).containsExactly("-1", "0", "9", "10");
        assertThat(classes.labels()).containsExactly(3, 2, 0, 2, 1, 1);
    }

    @Test
    void ordersClassesByTextOtherwise() {
        Target.Classes classes = target("b", "10", "9", "b").classes();

        assertThat(classes.names()).containsExactly("10", "9", "b");
        assertThat(classes.labels()).containsExactly(2, 0, 1, 2);
    }

    @Test
    void refusesOneClassAndNoName() {
        assertThatThrownBy(() -> target("3", "3").classes())
                .isInstanceOf(DataException.class)
                .hasMessage("t.csv: column 'y': one class only, '3' in all 2 rows; a classifier needs at least two");
        assertThatThrownBy(() -> target("3").classes())
                .hasMessage("t.csv: column 'y': one class only, '3' in the only row; a classifier needs at least two");
        assertThatThrownBy(() -> target("3", "").classes())
                .hasMessage("t.csv: line 3, column 'y': empty; a class needs a name");
    }

    @Test
    void namesTheLineThatIsNoNumber() {
        assertThat(target("1", "-2.5").numbers()).containsExactly(1, -2.5);
        assertThatThrownBy(() -> target("1", "rose").numbers())
                .hasMessage("t.csv: line 3, column 'y': 'rose' is not a finite number");
    }

    private static Target target(String... texts) {
        int[] lines = IntStream.range(2, 2 + texts.length).toArray();
        return new Target("t.csv", "y", List.of(texts), lines);
    }
}
