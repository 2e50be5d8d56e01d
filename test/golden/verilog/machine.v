module machine ( // designs.ts:215
  input  wire slow_clk,
  input  wire slow_rst_n,
  input  wire start, // designs.ts:189
  output reg  busy
);
  localparam [1:0] MODE_IDLE = 2'd0;
  localparam [1:0] MODE_LOAD = 2'd1;
  localparam [1:0] MODE_RUN = 2'd2;

  reg [1:0] mode = MODE_IDLE; // designs.ts:192
  reg [3:0] left = 4'd0; // designs.ts:193

  always @* begin
    busy = 1'b0; // designs.ts:194
    if (mode == MODE_RUN) begin // designs.ts:195
      busy = 1'b1; // designs.ts:204
    end
  end

  always @(posedge slow_clk) begin
    case (mode) // designs.ts:195
      MODE_LOAD: begin
        left <= 4'd9; // designs.ts:200
      end
      MODE_RUN: begin
        left <= left - 4'd1; // designs.ts:205
      end
      default: ;
    endcase
  end

  wire left_eq_0 = left == 4'd0; // designs.ts:206

  always @(posedge slow_clk or negedge slow_rst_n) begin
    if (!slow_rst_n) begin
      mode <= MODE_IDLE;
    end else begin
      case (mode) // designs.ts:195
        MODE_IDLE: begin
          if (start) begin // designs.ts:197
            mode <= MODE_LOAD;
          end
        end
        MODE_LOAD: begin
          mode <= MODE_RUN; // designs.ts:201
        end
        MODE_RUN: begin
          if (left_eq_0) begin // designs.ts:206
            mode <= MODE_IDLE; // designs.ts:208
          end
        end
        default: ;
      endcase
    end
  end

  `ifndef SYNTHESIS
  always @(posedge slow_clk or negedge slow_rst_n) begin
    if (slow_rst_n) begin
      if (mode == MODE_RUN) begin // designs.ts:195
        if (left_eq_0) begin // designs.ts:206
          $display("done with %0d", left); // designs.ts:207
        end
      end
      if (!(left <= 4'd9)) begin // designs.ts:212
        $display("%m: assert failed: counts down from 9 (designs.ts:212)");
        $finish;
      end
      if (mode == MODE_RUN) begin // designs.ts:213
        $display("%m: covered: runs (designs.ts:213)");
      end
    end
  end
  `endif
endmodule
